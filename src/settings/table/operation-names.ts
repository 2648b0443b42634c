import { toCamelCase } from '../names.js'

/** The mutations that need no login: their arguments say whose account they act on. */
export const PUBLIC_MUTATIONS = [
  'register',
  'verifyAccount',
  'resendActivationEmail',
  'sendPasswordResetEmail',
  'passwordReset',
  'passwordSet',
  'tokenAuth',
  'verifyToken',
  'refreshToken',
  'revokeToken',
  'verifySecondaryEmail',
] as const

/** The mutations that act on the account or the sessions of the caller: they need a login. */
export const PROTECTED_MUTATIONS = [
  'passwordChange',
  'archiveAccount',
  'deleteAccount',
  'updateAccount',
  'sendSecondaryEmailActivation',
  'swapEmails',
  'removeSecondaryEmail',
  'revokeSession',
  'revokeOtherSessions',
  'revokeAllSessions',
] as const

/** The mutations by which staff act on the accounts of others: STAFF_MUTATIONS turns them on. */
export const STAFF_MUTATIONS = [
  'activateUser',
  'deactivateUser',
  'verifyUser',
  'revokeUserSessions',
  'sendUserPasswordResetEmail',
] as const

/** Those that MUTATIONS may leave out. */
export const MUTATIONS: readonly string[] = [...PUBLIC_MUTATIONS, ...PROTECTED_MUTATIONS]

export type MutationName =
  | (typeof PUBLIC_MUTATIONS)[number]
  | (typeof PROTECTED_MUTATIONS)[number]
  | (typeof STAFF_MUTATIONS)[number]

/** The queries, in the order of the schema. */
export const QUERIES = ['me', 'user', 'users', 'sessions'] as const

export type QueryName = (typeof QUERIES)[number]

/** The original's classes that several queries, or one of another name, come from. */
const QUERY_CLASSES: ReadonlyMap<string, readonly string[]> = new Map([
  ['UserQuery', ['user', 'users']],
  ['MeQuery', ['me']],
])

/** The queries that an entry of QUERIES means: `me`, or `UserQuery` for two of them. */
export function queryNames(entry: string): readonly string[] {
  return QUERY_CLASSES.get(entry) ?? [entry]
}

/** The original's class of tokenAuth, the only one that is not named after its mutation. */
const CLASS_NAMES: ReadonlyMap<string, string> = new Map([['obtainJSONWebToken', 'tokenAuth']])

/**
 * The mutation that an entry of MUTATIONS or JWT_ALLOW_ANY_CLASSES means.
 *
 * @param entry `register`, `Register`, `graphql_auth.mutations.Register` or `graphql_auth.relay.Register`
 * @returns the name in the schema; of an unknown entry its last part in camelCase
 */
export function mutationName(entry: string): string {
  const className = entry.replace(/^graphql_auth\.(mutations|relay)\./, '')
  const name = toCamelCase(className.charAt(0).toLowerCase() + className.slice(1))
  return CLASS_NAMES.get(name) ?? name
}
