import { PAGE_ARGUMENTS } from '../names.js'
import type { FieldType, Lookup } from '../types.js'
import { hint, problemsOf } from '../values/messages.js'
import type { Meaning, MeaningCheck } from './meaning.js'
import { type ModelField, STATUS_FIELDS } from './model-fields.js'

const EXCLUDE = 'GRAPHQL_AUTH.USER_NODE_EXCLUDE_FIELDS'
const FILTER = 'GRAPHQL_AUTH.USER_NODE_FILTER_FIELDS'

/** Checks of what UserNode shows and what the users query filters by. */
export const nodeChecks: readonly MeaningCheck[] = [
  { needs: [EXCLUDE], run: (meaning) => problemsOf(EXCLUDE, excludeProblems(meaning)) },
  { needs: [FILTER], run: (meaning) => problemsOf(FILTER, filterProblems(meaning)) },
]

function excludeProblems({ settings, fields }: Meaning): string[] {
  const excluded = settings.GRAPHQL_AUTH.USER_NODE_EXCLUDE_FIELDS
  const shown = [...fields.keys(), ...Object.keys(STATUS_FIELDS), 'pk']
  const unknown = excluded.filter((name) => !shown.includes(name))
  return [
    ...unknown.map((name) => `"${name}" is not a field of UserNode${hint(name, shown)}`),
    ...(excluded.includes('id') ? ['"id" cannot be left out: UserNode implements Node'] : []),
    ...(excluded.includes('password')
      ? []
      : ['"password" is missing: hashes are never shown; add it']),
  ]
}

function filterProblems({ settings, fields }: Meaning): string[] {
  const filterable = filterableFields(fields)
  return Object.entries(settings.GRAPHQL_AUTH.USER_NODE_FILTER_FIELDS).flatMap(
    ([path, lookups]) => {
      if (path === 'password') return ['"password" is never filterable; remove it']
      if (path === 'id') return ['"id" is not filterable; ask user(id) instead']
      if (PAGE_ARGUMENTS.has(path)) return [`"${path}" is already an argument of the connection`]
      const field = filterable.get(path)
      if (!field)
        return [`"${path}" is not a field to filter by${hint(path, [...filterable.keys()])}`]
      return lookups.flatMap((lookup) => lookupProblems(path, field, lookup))
    },
  )
}

function filterableFields(fields: Meaning['fields']): Map<string, ModelField> {
  const own = [...fields].filter(([name]) => name !== 'id' && name !== 'password')
  const status = Object.entries(STATUS_FIELDS).map(([name, field]): [string, ModelField] => [
    `status.${name}`,
    field,
  ])
  return new Map([...own, ...status])
}

const ORDERED: readonly FieldType[] = ['String', 'Int', 'Float', 'Date', 'DateTime']
const TEXT: readonly FieldType[] = ['String']

/** The types of fields that a lookup works on; `isnull` goes by nullability instead. */
const TYPES_OF_LOOKUP: Readonly<Record<Exclude<Lookup, 'isnull'>, readonly FieldType[]>> = {
  exact: [...ORDERED, 'Boolean'],
  in: ORDERED,
  gt: ORDERED,
  gte: ORDERED,
  lt: ORDERED,
  lte: ORDERED,
  iexact: TEXT,
  contains: TEXT,
  icontains: TEXT,
  startswith: TEXT,
  istartswith: TEXT,
  endswith: TEXT,
  iendswith: TEXT,
}

function lookupProblems(path: string, field: ModelField, lookup: Lookup): string[] {
  if (lookup === 'isnull') {
    return field.nullable
      ? []
      : [`"${path}": isnull has no effect, because the field is never null`]
  }
  const types = TYPES_OF_LOOKUP[lookup]
  if (types.includes(field.type)) return []
  return [`"${path}" is of type ${field.type}; ${lookup} works on ${types.join(', ')}`]
}
