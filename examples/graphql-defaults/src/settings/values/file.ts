import { hint, nearest, type Problem, problemsOf } from './messages.js'

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
  return group ? `belongs in ${group}` : `is not a valid key${hint(key, KEYS)}`
}

/** What is wrong with a name that a group does not take, as the end of a line about it. */
export function unknownSetting(group: SettingGroup, name: string, names: SettingNames): string {
  const home = groupOf(name, names)
  const variable = IN_ENVIRONMENT.get(name)
  if (home === group && variable) {
    return `secrets and keys do not belong in the settings file; set ${variable} in the environment`
  }
  if (home) return `belongs in ${home}`
  const near = nearest(name, names[group])
  return near === null
    ? 'is not a setting; .graphql-auth/settings.schema.json lists them all'
    : `is not a setting; did you mean "${near}"?`
}

function groupOf(name: string, names: SettingNames): SettingGroup | null {
  if (names.GRAPHQL_AUTH.includes(name)) return 'GRAPHQL_AUTH'
  return names.GRAPHQL_JWT.includes(name) || IN_ENVIRONMENT.has(name) ? 'GRAPHQL_JWT' : null
}

/** A setting that takes effect at the next start, and has none in a project that is made like this. */
export function withoutEffect(settings: {
  SEND_PASSWORD_SET_EMAIL: boolean
  ALLOW_PASSWORDLESS_REGISTRATION: boolean
}): Problem[] {
  if (!settings.SEND_PASSWORD_SET_EMAIL || settings.ALLOW_PASSWORDLESS_REGISTRATION) return []
  return problemsOf('GRAPHQL_AUTH.SEND_PASSWORD_SET_EMAIL', [
    'has no effect unless ALLOW_PASSWORDLESS_REGISTRATION is true; set that too, or remove this',
  ])
}

/** Half of a character: it can be said in JSON, and in no file. */
const HALF = /\p{Surrogate}/u

/** No setting is nested half as deep; what goes through values would run out of stack. */
const DEEPEST = 100

/** As many names as a message needs to say where. */
const MOST_NAMES = 4

/** The values that are nested so deep that nothing may look at them any closer. */
export function depthProblems(file: Record<string, unknown>): Problem[] {
  return Object.entries(file).flatMap(([key, value]) =>
    problemsOf(key, isTooDeep(value) ? ['is nested too deep'] : []),
  )
}

function isTooDeep(value: unknown): boolean {
  return [...places(value)].some(({ depth }) => depth > DEEPEST)
}

/** The texts that cannot be written as UTF-8. */
export function unwritableProblems(file: Record<string, unknown>): Problem[] {
  return [...places(file)].flatMap(({ names, value }) =>
    [names.at(-1), value].some(isHalf) ? problemsOf(names.join('.'), [HALF_PROBLEM]) : [],
  )
}

const HALF_PROBLEM =
  'contains half a character (a lone surrogate), which files cannot store; write it whole'

function isHalf(text: unknown): boolean {
  return typeof text === 'string' && HALF.test(text)
}

/** A value inside of another one. */
interface Place {
  /** The names that lead to it, the first few. */
  names: readonly string[]
  depth: number
  value: unknown
}

/** All values inside of one, however deep: without recursion. */
function* places(value: unknown): Generator<Place> {
  const open: Place[] = [{ names: [], depth: 0, value }]
  for (let place = open.pop(); place; place = open.pop()) {
    yield place
    const { names, depth, value: outer } = place
    if (typeof outer !== 'object' || outer === null) continue
    for (const [name, inner] of Object.entries(outer)) {
      const way = names.length < MOST_NAMES ? [...names, name] : names
      open.push({ names: way, depth: depth + 1, value: inner })
    }
  }
}
