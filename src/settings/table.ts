import { GRAPHQL_AUTH_ROWS } from './graphql-auth-rows.js'
import { GRAPHQL_JWT_ROWS } from './graphql-jwt-rows.js'
import type { SettingGroup, SettingRow } from './rows.js'
import type { IdentityFields, Json } from './types.js'

/** Every setting of spec/settings.md, one row each. */
export const SETTINGS: readonly SettingRow[] = [...GRAPHQL_AUTH_ROWS, ...GRAPHQL_JWT_ROWS]

/** The rows of one group, in the order of the table. */
export function rowsOf(group: SettingGroup): SettingRow[] {
  return SETTINGS.filter((row) => row.group === group)
}

/** The default of a setting for a user model with these names. */
export function defaultOf(row: SettingRow, fields: IdentityFields): Json {
  return typeof row.default === 'function' ? row.default(fields) : row.default
}

/**
 * What a setting is when nothing is said of it.
 *
 * @param given the settings of the same group: COMPATIBILITY is one of them
 */
export function usualValue(
  row: SettingRow,
  fields: IdentityFields,
  given: Readonly<Record<string, unknown>>,
): Json {
  const { django } = row
  return given.COMPATIBILITY === 'django' && django !== undefined ? django : defaultOf(row, fields)
}
