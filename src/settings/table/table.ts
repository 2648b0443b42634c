import type { IdentityFields } from '../types.js'
import type { SettingGroup, SettingNames } from '../values/file.js'
import type { Json } from '../values/json.js'
import { GRAPHQL_AUTH_ROWS } from './graphql-auth-rows.js'
import { GRAPHQL_JWT_ROWS } from './graphql-jwt-rows.js'
import type { SettingKind, SettingRow } from './row.js'

/** Every setting, one row per setting. */
export const SETTINGS: readonly SettingRow[] = [...GRAPHQL_AUTH_ROWS, ...GRAPHQL_JWT_ROWS]

/** The rows of one group, in the order of the table. */
export function rowsOf(group: SettingGroup): SettingRow[] {
  return SETTINGS.filter((row) => row.group === group)
}

/** The names of all settings, in the order in which the rendered server has them. */
export const SETTING_NAMES: SettingNames = {
  GRAPHQL_AUTH: namesOf(GRAPHQL_AUTH_ROWS),
  GRAPHQL_JWT: namesOf(GRAPHQL_JWT_ROWS),
}

function namesOf(rows: readonly SettingRow[]): string[] {
  const ofKind = (kind: SettingKind) => rows.filter((row) => row.kind === kind)
  return [...ofKind('behaviour'), ...ofKind('shape')].map(({ name }) => name)
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
