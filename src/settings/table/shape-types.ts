import { isTextList } from '../text-list.js'
import { ARGUMENT_TYPES, COOKIE_MODES, LOOKUPS } from '../types.js'
import { isRecord, show } from '../values/json.js'
import { hint } from '../values/messages.js'
import { choice, orNull, plain, text, type ValueType } from '../values/value-type.js'
import {
  MUTATIONS,
  mutationName,
  PROTECTED_MUTATIONS,
  QUERIES,
  queryNames,
  STAFF_MUTATIONS,
} from './operation-names.js'

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
  if (value.length === 0)
    return [`is empty: list the ${what} to include, or remove it to include all`]
  return value.flatMap(check)
}

/** A line for a value that is not among the valid words, none for one that is. */
function wordProblems(value: unknown, what: string, valid: readonly string[]): string[] {
  if (valid.some((word) => word === value)) return []
  return [`unknown ${what} ${show(value)}${hint(value, valid)}`]
}

function mutationProblems(entry: string): string[] {
  const name = mutationName(entry)
  if (PROTECTED_MUTATIONS.some((mutation) => mutation === name)) {
    return [`"${name}" acts on the account of the caller and always needs a login; remove it`]
  }
  return MUTATIONS.includes(name) ? [] : wordProblems(entry, 'mutation', MUTATIONS)
}

/** What is wrong with an entry of MUTATIONS. */
function listedMutationProblems(entry: string): string[] {
  const name = mutationName(entry)
  if (MUTATIONS.includes(name)) return []
  return STAFF_MUTATIONS.some((mutation) => mutation === name)
    ? [`"${name}" is a mutation for staff; list it in STAFF_MUTATIONS`]
    : wordProblems(entry, 'mutation', MUTATIONS)
}

function staffMutationProblems(value: unknown): string[] {
  if (typeof value === 'boolean') return []
  if (!isTextList(value)) return [`must be true, false or a list of mutations, not ${show(value)}`]
  return value.flatMap((entry) => wordProblems(entry, 'staff mutation', STAFF_MUTATIONS))
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

/** A type of which only the form is looked at here: what its values mean is up to the user model. */
function checked(
  check: (value: unknown) => string[],
  schema: ValueType<unknown>['schema'],
): ValueType<unknown> {
  return {
    parse(value) {
      const problems = check(value)
      return problems.length > 0 ? { problems } : { value }
    },
    schema,
  }
}

/** The types of the settings that take effect with `regenerate`. */
export const SHAPE_TYPES = {
  'cookie-mode': choice(COOKIE_MODES),
  'argument-name': text(/^(?!__)[_A-Za-z][_A-Za-z0-9]*$/, 'the name of a GraphQL argument'),
  hook: orNull(
    text(
      /^[A-Za-z_$][A-Za-z0-9_$]*$/,
      'the name of a function that src/own/hooks.ts exports, or null',
    ),
  ),
  module: orNull(
    text(
      /^src(\/(?!\.\.?\/)[A-Za-z0-9._-]+)+\.ts$/,
      'the path of a module of the project, like "src/errors-serializer.ts", or null',
    ),
  ),
  fields: plain(isTextList, 'a list of field names', NAME_LIST),
  'field-types': checked(
    (value) => {
      if (isTextList(value)) return []
      if (isRecord(value)) return Object.entries(value).flatMap(argumentProblems)
      return [`must be a list of field names or an object of names and types, not ${show(value)}`]
    },
    {
      anyOf: [
        NAME_LIST,
        {
          type: 'object',
          propertyNames: { pattern: NAME_PATTERN },
          additionalProperties: { enum: ARGUMENT_TYPES },
        },
      ],
    },
  ),
  lookups: checked(
    (value) => {
      if (isRecord(value)) return Object.entries(value).flatMap(lookupProblems)
      return [`must be an object of fields and lists of lookups, not ${show(value)}`]
    },
    {
      type: 'object',
      propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z][A-Za-z0-9_]*)?$' },
      additionalProperties: {
        type: 'array',
        items: { enum: LOOKUPS },
        minItems: 1,
        uniqueItems: true,
      },
    },
  ),
  queries: checked(
    (value) =>
      listProblems(value, 'queries', (entry) =>
        queryNames(entry).flatMap((name) => wordProblems(name, 'query', QUERIES)),
      ),
    { ...LIST, minItems: 1 },
  ),
  'mutation-names': checked((value) => listProblems(value, 'mutations', listedMutationProblems), {
    ...LIST,
    minItems: 1,
  }),
  'staff-mutations': checked(staffMutationProblems, {
    anyOf: [
      { type: 'boolean' },
      { type: 'array', items: { enum: [...STAFF_MUTATIONS] }, uniqueItems: true },
    ],
  }),
  mutations: checked(
    (value) =>
      isTextList(value)
        ? value.flatMap(mutationProblems)
        : [`must be a list of mutations, not ${show(value)}`],
    LIST,
  ),
} satisfies Record<string, ValueType<unknown>>
