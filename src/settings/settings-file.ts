import { isDeepStrictEqual } from 'node:util'
import { isRecord } from './json.js'
import { resolveSettings } from './resolve.js'
import type { SettingGroup } from './table.js'
import type { Settings, SettingsFile } from './types.js'

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
  const defaults = resolveSettings({ USERNAME_FIELD, EMAIL_FIELD })
  const differing = (group: SettingGroup) =>
    withoutDefaults(given[group], new Map(Object.entries(settings[group])), defaults[group])
  return {
    ...{ flavor, database, USERNAME_FIELD, EMAIL_FIELD, USER_FIELDS },
    GRAPHQL_AUTH: differing('GRAPHQL_AUTH'),
    GRAPHQL_JWT: differing('GRAPHQL_JWT'),
  }
}

function withoutDefaults(
  given: unknown,
  resolved: ReadonlyMap<string, unknown>,
  defaults: object,
): Record<string, unknown> {
  const usual = new Map<string, unknown>(Object.entries(defaults))
  const entries = Object.entries(isRecord(given) ? given : {})
  return Object.fromEntries(
    entries.filter(([name]) => !isDeepStrictEqual(resolved.get(name), usual.get(name))),
  )
}
