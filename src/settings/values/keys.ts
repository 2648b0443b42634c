import { hint, nearest } from './near-miss.js'

export type SettingGroup = 'GRAPHQL_AUTH' | 'GRAPHQL_JWT'

/** The keys of graphql-auth.json, in the order in which it is written. */
export const KEYS = [
  '$schema',
  'flavor',
  'database',
  'USERNAME_FIELD',
  'EMAIL_FIELD',
  'USER_FIELDS',
  'GRAPHQL_AUTH',
  'GRAPHQL_JWT',
] as const

/** The names of all settings of each group. */
export type SettingNames = Readonly<Record<SettingGroup, readonly string[]>>

/** Settings of GRAPHQL_JWT in the original; here they are variables of the environment. */
export const IN_ENVIRONMENT: ReadonlyMap<string, string> = new Map([
  ['JWT_SECRET_KEY', 'SECRET_KEY'],
  ['JWT_PUBLIC_KEY', 'JWT_PUBLIC_KEY_FILE'],
  ['JWT_PRIVATE_KEY', 'JWT_PRIVATE_KEY_FILE'],
])

/** What is wrong with a key of the file that is none of KEYS, as the end of a line about it. */
export function unknownKey(key: string, names: SettingNames): string {
  const group = groupOf(key, names)
  return group ? `belongs into ${group}` : `is no key${hint(key, KEYS)}`
}

/** What is wrong with a name that a group does not take, as the end of a line about it. */
export function unknownSetting(group: SettingGroup, name: string, names: SettingNames): string {
  const home = groupOf(name, names)
  const variable = IN_ENVIRONMENT.get(name)
  if (home === group && variable) {
    return `secrets and keys do not belong in the settings file; set ${variable} in the environment`
  }
  if (home) return `belongs into ${home}`
  const near = nearest(name, names[group])
  return near === null
    ? 'is no setting; .graphql-auth/settings.schema.json lists them'
    : `is no setting; did you mean "${near}"?`
}

function groupOf(name: string, names: SettingNames): SettingGroup | null {
  if (names.GRAPHQL_AUTH.includes(name)) return 'GRAPHQL_AUTH'
  return names.GRAPHQL_JWT.includes(name) || IN_ENVIRONMENT.has(name) ? 'GRAPHQL_JWT' : null
}
