import { GraphQLError } from 'graphql'
import type { SelectQueryBuilder } from 'typeorm'
import type { App } from '../context/app.js'
import { canonicalEmail } from '../identifiers/email-address.js'
import { canonicalUsername } from '../identifiers/username.js'
import type { User } from '../users/user.entity.js'

/** A condition of a WHERE clause, and what its parameter is. */
export interface Filter {
  condition(parameter: string, value: unknown): string
  parameter(value: unknown, app: App): unknown
}

type Lookup = (column: string) => Filter

const same = (value: unknown): unknown => value

/** Applied to both sides of a comparison. */
type Side = (sql: string) => string

const asItIs: Side = (sql) => sql

/** In any letter case. The database lowers both sides: not all of them lower İ as JavaScript does. */
const lower: Side = (sql) => `LOWER(${sql})`

const compare =
  (operator: string, to: Side = asItIs): Lookup =>
  (column) => ({
    condition: (name) => `${to(column)} ${operator} ${to(`:${name}`)}`,
    parameter: same,
  })

/** Databases take some thousands. */
const MOST_VALUES = 1000

function tooMany(): GraphQLError {
  return new GraphQLError(`A filter takes at most ${MOST_VALUES} values.`)
}

/** No column holds more characters: a longer text is part of none. */
const MOST_CHARACTERS = 10_000

/** `%` and `_` are ordinary characters: the `!` before them means the same to every database. */
const like =
  (pattern: (text: string) => string, to: Side = asItIs): Lookup =>
  (column) => ({
    condition: (name, value) =>
      [...String(value)].length > MOST_CHARACTERS
        ? '1 = 0'
        : `${to(column)} LIKE ${to(`:${name}`)} ESCAPE '!'`,
    parameter: (value) => pattern(String(value).replace(/[!%_]/g, '!$&')),
  })

const contains = (text: string): string => `%${text}%`
const startsWith = (text: string): string => `${text}%`
const endsWith = (text: string): string => `%${text}`

const lookups = {
  exact: compare('='),
  iexact: compare('=', lower),
  contains: like(contains),
  icontains: like(contains, lower),
  startswith: like(startsWith),
  istartswith: like(startsWith, lower),
  endswith: like(endsWith),
  iendswith: like(endsWith, lower),
  gt: compare('>'),
  gte: compare('>='),
  lt: compare('<'),
  lte: compare('<='),
  in: (column) => ({
    condition(name, value) {
      if (Array.isArray(value) && value.length > MOST_VALUES) throw tooMany()
      return `${column} IN (:...${name})`
    },
    parameter: same,
  }),
  isnull: (column) => ({
    condition: (_name, value) => `${column} IS ${value ? '' : 'NOT '}NULL`,
    parameter: same,
  }),
} satisfies Record<string, Lookup>

/** Compares a column in one of the ways above. @param column as in `user.username` */
export function field(column: string, lookup: keyof typeof lookups): Filter {
  return lookups[lookup](column)
}

const USERNAME = '(user.usernameKey, user.username)'

/** A whole username. Its canonical form is asked for too, because that has the index. */
export const wholeUsername: Filter = {
  condition: (name) => `${USERNAME} = (:...${name})`,
  parameter: (value) => [canonicalUsername(String(value)), value],
}

/** Addresses are compared in canonical form (S47). */
const emailOfKind = (kind: string): Filter => ({
  condition: (name) =>
    `user.id IN (SELECT user_id FROM email_claims WHERE address = :${name} AND kind = '${kind}')`,
  parameter: (value, app) => canonicalEmail(app, String(value)),
})

export const primaryEmail = emailOfKind('primary')
export const secondaryEmail = emailOfKind('secondary')

/** The filter arguments of `users`. */
const FILTERS: Record<string, Filter> = {
  email: primaryEmail,
  username: wholeUsername,
  username_Icontains: field('user.username', 'icontains'),
  username_Istartswith: field('user.username', 'istartswith'),
  isActive: field('user.isActive', 'exact'),
  status_Archived: field('status.archived', 'exact'),
  status_Verified: field('status.verified', 'exact'),
  status_SecondaryEmail: secondaryEmail,
}

/**
 * Narrows a query down by every filter that is given. Null, empty texts and lists filter
 * nothing; no text that is stored has a NUL in it.
 */
export function applyFilters(
  app: App,
  query: SelectQueryBuilder<User>,
  args: Record<string, unknown>,
): SelectQueryBuilder<User> {
  for (const [name, filter] of Object.entries(FILTERS)) {
    const value = args[name]
    const isEmpty = value === undefined || value === null || String(value) === ''
    if (isEmpty) continue
    if (String(value).includes('\0')) return query.andWhere('1 = 0')
    query.andWhere(filter.condition(name, value), { [name]: filter.parameter(value, app) })
  }
  return query
}
