import { SQL_WORDS } from './sql-words.js'
import { JAVASCRIPT_WORDS, OBJECT_MEMBERS } from './values/reserved-words.js'

/** Names of columns and indexes are made of it, and PostgreSQL cuts those at 63 characters. */
export const MAX_NAME_LENGTH = 30

/**
 * A snake_case name in camelCase; a camelCase name stays as it is.
 *
 * A leading underscore stays, so that `__proto__` is never read as `proto`.
 */
export function toCamelCase(name: string): string {
  return name.replace(/(?<=[A-Za-z0-9])_+([A-Za-z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  )
}

/** The column of a field: `luckyNumber` -> `lucky_number`. */
export function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/**
 * What is wrong with a name for a field of the user model, or null.
 *
 * A name becomes a GraphQL field, a TypeScript property and an SQL column: it must be free in all three.
 *
 * @param name in camelCase
 */
export function fieldNameProblem(name: string): string | null {
  if (name.startsWith('__')) return 'starts with "__", which GraphQL and JavaScript reserve'
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) {
    return 'is not a valid field name; start with a lowercase letter, then letters and digits, such as "phoneNumber"'
  }
  if (name.length > MAX_NAME_LENGTH) return `is longer than ${MAX_NAME_LENGTH} characters`
  if (JAVASCRIPT_WORDS.has(name)) return 'is a reserved word of TypeScript'
  if (OBJECT_MEMBERS.has(name)) return 'is a member of every JavaScript object'
  if (SQL_WORDS.has(toSnakeCase(name))) return 'is a reserved word of SQL'
  return null
}

/** `Register` of `register`. */
export function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** The arguments of a connection itself, beside its filters. */
export const PAGE_ARGUMENTS: ReadonlySet<string> = new Set([
  'first',
  'last',
  'before',
  'after',
  'offset',
])
