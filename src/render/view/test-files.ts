import { hasCookies } from '../../model/cookies.js'
import { mutations } from '../../model/mutations.js'
import type { UserModel } from '../../model/user-model.js'
import {
  type MutationName,
  PUBLIC_MUTATIONS,
  type QueryName,
} from '../../settings/table/operation-names.js'
import type { Settings } from '../../settings/types.js'
import { changeOf, loginFieldOf } from './test-people.js'

/** A file of tests, as `test/<name>.test.ts`. */
export interface TestFile {
  name: string
  /** Which of several blueprints it is made from; '' for that of the default settings. */
  variant: string
}

interface Candidate {
  name: string
  /** The mutations that it calls without a login. */
  calls: readonly MutationName[]
  /** The queries and the mutations with a login that it cannot do without. */
  asks?: readonly (MutationName | QueryName)[]
  /** False when there is something else that the project lacks. */
  when?: boolean
  variant?: string
}

/** The tests of what this project has. A mutation that asks for a login is tested as such only. */
export function testFiles(settings: Settings, model: UserModel): TestFile[] {
  const open = openMutations(settings, model)
  const there = [...settings.GRAPHQL_AUTH.QUERIES, ...namesOf(settings, model)]
  const canRun = ({ calls, asks = [], when = true }: Candidate) =>
    when && calls.every((name) => open.includes(name)) && asks.every((name) => there.includes(name))
  return candidates(settings, model)
    .filter(canRun)
    .map(({ name, variant = '' }) => ({ name, variant }))
}

function candidates(settings: Settings, model: UserModel): Candidate[] {
  const { GRAPHQL_AUTH, GRAPHQL_JWT } = settings
  const refresh = GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN ? '' : 'access-only'
  const unverified = GRAPHQL_AUTH.ALLOW_LOGIN_NOT_VERIFIED ? '' : 'verified-only'
  return [
    { name: 'activation', calls: ['resendActivationEmail', 'verifyAccount'] },
    { name: 'archive-account', calls: ['tokenAuth'], asks: ['archiveAccount', 'me'] },
    {
      name: 'change-email',
      calls: ['tokenAuth', 'verifyAccount'],
      asks: ['updateAccount'],
      when: model.email.name in GRAPHQL_AUTH.UPDATE_MUTATION_FIELDS,
    },
    {
      name: 'closed-mutations',
      calls: ['tokenAuth'],
      when: closedMutations(settings, model).length > 0,
    },
    { name: 'cookies', calls: ['tokenAuth'], asks: ['me'], when: hasCookies(settings) },
    { name: 'delete-account', calls: ['tokenAuth'], asks: ['deleteAccount'] },
    { name: 'dumpdata', calls: ['tokenAuth'], asks: ['me'] },
    { name: 'loaddata', calls: ['tokenAuth'], asks: ['me'] },
    { name: 'password-change', calls: ['tokenAuth'], asks: ['passwordChange', 'me'] },
    {
      name: 'password-reset',
      calls: ['sendPasswordResetEmail', 'passwordReset', 'tokenAuth'],
      asks: ['me'],
    },
    {
      name: 'protected-mutations',
      calls: [],
      when: protectedMutations(settings, model).length > 0,
    },
    { name: 'public-keys', calls: ['tokenAuth'] },
    quickstart(settings, model),
    {
      name: 'refresh-token',
      calls: ['tokenAuth', 'refreshToken'],
      asks: ['me', 'passwordChange'],
      variant: refresh,
    },
    { name: 'register', calls: ['register'] },
    { name: 'requests', calls: ['tokenAuth'], asks: ['me'] },
    { name: 'revoke-token', calls: ['tokenAuth', 'refreshToken', 'revokeToken'], asks: ['me'] },
    {
      name: 'secondary-email',
      calls: ['tokenAuth', 'verifySecondaryEmail'],
      asks: ['sendSecondaryEmailActivation'],
    },
    {
      name: 'sessions',
      calls: ['tokenAuth'],
      asks: ['me', 'sessions', 'revokeSession', 'revokeOtherSessions', 'revokeAllSessions'],
    },
    {
      name: 'staff-mutations',
      calls: ['tokenAuth'],
      when: GRAPHQL_AUTH.STAFF_MUTATIONS.length > 0,
    },
    { name: 'swap-emails', calls: ['tokenAuth'], asks: ['swapEmails', 'removeSecondaryEmail'] },
    {
      name: 'token-argument',
      calls: ['tokenAuth'],
      asks: ['me', 'archiveAccount'],
      when: GRAPHQL_JWT.JWT_ALLOW_ARGUMENT,
    },
    { name: 'token-auth', calls: ['tokenAuth'] },
    {
      name: 'unverified-account',
      calls: ['tokenAuth'],
      asks: ['me', 'archiveAccount'],
      variant: unverified,
    },
    {
      name: 'update-account',
      calls: ['tokenAuth'],
      asks: ['updateAccount'],
      when: changeOf(settings, model) !== null,
    },
    { name: 'users', calls: [], asks: ['users'] },
    { name: 'users-access', calls: ['tokenAuth'], asks: ['user', 'users'] },
    { name: 'verify-token', calls: ['tokenAuth', 'verifyToken'] },
  ]
}

/** New users must be able to log in with the registered values. */
function quickstart(settings: Settings, model: UserModel): Candidate {
  const { GRAPHQL_AUTH } = settings
  const isPasswordless = GRAPHQL_AUTH.ALLOW_PASSWORDLESS_REGISTRATION
  const calls: MutationName[] = ['register', 'verifyAccount', 'tokenAuth']
  const given = {
    ...GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS,
    ...GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS_OPTIONAL,
  }
  return {
    name: 'quickstart',
    calls: isPasswordless ? [...calls, 'passwordSet'] : calls,
    asks: ['me', 'user', 'users', 'updateAccount'],
    when: loginFieldOf(settings, model).name in given,
    variant: isPasswordless ? 'passwordless' : '',
  }
}

/** The mutations that act on the account of the caller. */
export function protectedMutations(settings: Settings, model: UserModel): string[] {
  return mutations(settings, model)
    .filter(({ isProtected }) => isProtected)
    .map(({ name }) => name)
}

/** Public mutations that were taken out of JWT_ALLOW_ANY_CLASSES. */
export function closedMutations(settings: Settings, model: UserModel): string[] {
  const open = openMutations(settings, model)
  const names = namesOf(settings, model)
  return PUBLIC_MUTATIONS.filter((name) => names.includes(name) && !open.includes(name))
}

function openMutations(settings: Settings, model: UserModel): string[] {
  const { JWT_ALLOW_ANY_CLASSES } = settings.GRAPHQL_JWT
  return mutations(settings, model)
    .filter(({ name, isProtected }) => !isProtected && JWT_ALLOW_ANY_CLASSES.includes(name))
    .map(({ name }) => name)
}

function namesOf(settings: Settings, model: UserModel): string[] {
  return mutations(settings, model).map(({ name }) => name)
}
