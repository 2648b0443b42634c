import { isDeepStrictEqual } from 'node:util'
import type { SettingRow } from '../table/row.js'
import { rowsOf, usualValue } from '../table/table.js'
import type { Settings, SettingsFile } from '../types.js'
import { parseDuration } from '../values/duration.js'
import type { SettingGroup } from '../values/file.js'
import { isRecord } from '../values/json.js'
import { resolveSettings } from './resolve.js'

/**
 * The graphql-auth.json of settings: values as they were given, without those that say nothing new.
 *
 * @param given the content of the file, valid
 * @param settings what it means
 */
export function settingsFileOf(
  given: Readonly<Record<string, unknown>>,
  settings: Settings,
): SettingsFile {
  const { flavor, database, USERNAME_FIELD, EMAIL_FIELD, USER_FIELDS } = settings
  const differing = (group: SettingGroup) =>
    withoutDefaults(isRecord(given[group]) ? given[group] : {}, group, settings)
  return {
    flavor,
    database,
    USERNAME_FIELD,
    EMAIL_FIELD,
    USER_FIELDS,
    GRAPHQL_AUTH: differing('GRAPHQL_AUTH'),
    GRAPHQL_JWT: differing('GRAPHQL_JWT'),
  }
}

function withoutDefaults(
  given: Readonly<Record<string, unknown>>,
  group: SettingGroup,
  settings: Settings,
): Record<string, unknown> {
  const { USERNAME_FIELD, EMAIL_FIELD } = settings
  const resolved = new Map<string, unknown>(Object.entries(settings[group]))
  const usual = new Map<string, unknown>(
    Object.entries(resolveSettings({ USERNAME_FIELD, EMAIL_FIELD })[group]),
  )
  const saysNothingNew = (row: SettingRow) =>
    resolved.has(row.name)
      ? isDeepStrictEqual(resolved.get(row.name), usual.get(row.name))
      : isDeepStrictEqual(toSeconds(given[row.name]), toSeconds(usualValue(row, settings, given)))
  const usualNames = new Set(
    rowsOf(group)
      .filter(saysNothingNew)
      .map(({ name }) => name),
  )
  return Object.fromEntries(Object.entries(given).filter(([name]) => !usualNames.has(name)))
}

/** `"1h"` and 3600 are the same. */
function toSeconds(value: unknown): unknown {
  return parseDuration(value) ?? value
}
