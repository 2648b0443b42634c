import { isRecord, isTextList, show } from './json.js'
import { MUTATIONS, mutationName, PROTECTED_MUTATIONS, QUERIES, queryNames } from './mutations.js'
import { hint } from './near-miss.js'
import { ARGUMENT_TYPES, LOOKUPS } from './types.js'
import type { ValueType } from './value-type.js'

const NAME_PATTERN = '^[A-Za-z][A-Za-z0-9_]*$'
const NAME_LIST = {
  type: 'array',
  items: { type: 'string', pattern: NAME_PATTERN },
  uniqueItems: true,
}

const LIST = { type: 'array', items: { type: 'string' }, uniqueItems: true }

/** What is wrong with a list of operations: GraphQL has no types without fields. */
function listProblems(value: unknown, what: string, check: (entry: string) => string[]): string[] {
  if (!isTextList(value)) return [`must be a list of ${what}, not ${show(value)}`]
  if (value.length === 0) return [`is empty: name the ${what} to have, or remove it to have all`]
  return value.flatMap(check)
}

/** A line for a value that is not among the valid words, none for one that is. */
function wordProblems(value: unknown, what: string, valid: readonly string[]): string[] {
  if (valid.some((word) => word === value)) return []
  return [`${show(value)} is no ${what}${hint(value, valid)}`]
}

function mutationProblems(entry: string): string[] {
  const name = mutationName(entry)
  if (PROTECTED_MUTATIONS.some((mutation) => mutation === name)) {
    return [`"${name}" acts on the account of the caller and cannot go without a login; remove it`]
  }
  return MUTATIONS.includes(name) ? [] : wordProblems(entry, 'mutation', MUTATIONS)
}

function argumentProblems([field, type]: [string, unknown]): string[] {
  return wordProblems(type, 'type', ARGUMENT_TYPES).map((problem) => `"${field}": ${problem}`)
}

function lookupProblems([field, lookups]: [string, unknown]): string[] {
  if (!isTextList(lookups) || lookups.length === 0) {
    return [`"${field}" must be a list of lookups like ["exact"], not ${show(lookups)}`]
  }
  return lookups
    .flatMap((lookup) => wordProblems(lookup, 'lookup', LOOKUPS))
    .map((problem) => `"${field}": ${problem}`)
}

/** Types whose values name fields. That the fields exist is checked with the user model. */
export const FIELD_TYPE_ENTRIES = {
  fields: {
    check: (value) =>
      isTextList(value) ? [] : [`must be a list of field names, not ${show(value)}`],
    schema: NAME_LIST,
    zod: 'z.array(z.string())',
  },
  'field-types': {
    check: (value) => {
      if (isTextList(value)) return []
      if (isRecord(value)) return Object.entries(value).flatMap(argumentProblems)
      return [`must be a list of field names or an object of names and types, not ${show(value)}`]
    },
    schema: {
      anyOf: [
        NAME_LIST,
        {
          type: 'object',
          propertyNames: { pattern: NAME_PATTERN },
          additionalProperties: { enum: ARGUMENT_TYPES },
        },
      ],
    },
    zod: 'z.union([z.array(z.string()), z.record(z.string(), z.string())])',
  },
  lookups: {
    check: (value) => {
      if (isRecord(value)) return Object.entries(value).flatMap(lookupProblems)
      return [`must be an object of fields and lists of lookups, not ${show(value)}`]
    },
    schema: {
      type: 'object',
      propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)?$' },
      additionalProperties: {
        type: 'array',
        items: { enum: LOOKUPS },
        minItems: 1,
        uniqueItems: true,
      },
    },
    zod: 'z.record(z.string(), z.array(z.string()))',
  },
  queries: {
    check: (value) =>
      listProblems(value, 'queries', (entry) =>
        queryNames(entry).flatMap((name) => wordProblems(name, 'query', QUERIES)),
      ),
    schema: { ...LIST, minItems: 1 },
    zod: 'z.array(z.string())',
  },
  'mutation-names': {
    check: (value) =>
      listProblems(value, 'mutations', (entry) =>
        MUTATIONS.includes(mutationName(entry)) ? [] : wordProblems(entry, 'mutation', MUTATIONS),
      ),
    schema: { ...LIST, minItems: 1 },
    zod: 'z.array(z.string())',
  },
  mutations: {
    check: (value) =>
      isTextList(value)
        ? value.flatMap(mutationProblems)
        : [`must be a list of mutations, not ${show(value)}`],
    schema: LIST,
    zod: 'z.array(z.string())',
  },
} satisfies Record<string, ValueType>
