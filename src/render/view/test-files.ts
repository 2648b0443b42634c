import { mutations } from '../../model/mutations.js'
import type { UserModel } from '../../model/user-model.js'
import { PUBLIC_MUTATIONS } from '../../settings/mutations.js'
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
  calls: readonly string[]
  /** False when there is something else that the project lacks. */
  when?: boolean
  variant?: string
}

/** The tests of what this project has. A mutation that asks for a login is tested as such only. */
export function testFiles(settings: Settings, model: UserModel): TestFile[] {
  const open = openMutations(settings, model)
  return candidates(settings, model)
    .filter(({ calls, when = true }) => when && calls.every((name) => open.includes(name)))
    .map(({ name, variant = '' }) => ({ name, variant }))
}

function candidates(settings: Settings, model: UserModel): Candidate[] {
  const { GRAPHQL_AUTH, GRAPHQL_JWT } = settings
  const refresh = GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN ? '' : 'access-only'
  const unverified = GRAPHQL_AUTH.ALLOW_LOGIN_NOT_VERIFIED ? '' : 'verified-only'
  return [
    { name: 'activation', calls: ['resendActivationEmail', 'verifyAccount'] },
    { name: 'archive-account', calls: ['tokenAuth'] },
    {
      name: 'change-email',
      calls: ['tokenAuth', 'verifyAccount'],
      when: model.email.name in GRAPHQL_AUTH.UPDATE_MUTATION_FIELDS,
    },
    {
      name: 'closed-mutations',
      calls: ['tokenAuth'],
      when: closedMutations(settings, model).length > 0,
    },
    { name: 'delete-account', calls: ['tokenAuth'] },
    { name: 'loaddata', calls: ['tokenAuth'] },
    { name: 'password-change', calls: ['tokenAuth'] },
    { name: 'password-reset', calls: ['sendPasswordResetEmail', 'passwordReset', 'tokenAuth'] },
    { name: 'public-keys', calls: ['tokenAuth'] },
    quickstart(settings, model),
    { name: 'refresh-token', calls: ['tokenAuth', 'refreshToken'], variant: refresh },
    { name: 'register', calls: ['register'] },
    { name: 'requests', calls: ['tokenAuth'] },
    { name: 'revoke-token', calls: ['tokenAuth', 'refreshToken', 'revokeToken'] },
    { name: 'secondary-email', calls: ['tokenAuth', 'verifySecondaryEmail'] },
    { name: 'swap-emails', calls: ['tokenAuth'] },
    { name: 'token-argument', calls: ['tokenAuth'], when: GRAPHQL_JWT.JWT_ALLOW_ARGUMENT },
    { name: 'token-auth', calls: ['tokenAuth'] },
    { name: 'unverified-account', calls: ['tokenAuth'], variant: unverified },
    {
      name: 'update-account',
      calls: ['tokenAuth'],
      when: changeOf(settings, model) !== null,
    },
    { name: 'verify-token', calls: ['tokenAuth', 'verifyToken'] },
  ]
}

/** Whoever registers must be able to log in with what was given. */
function quickstart(settings: Settings, model: UserModel): Candidate {
  const { GRAPHQL_AUTH } = settings
  const isPasswordless = GRAPHQL_AUTH.ALLOW_PASSWORDLESS_REGISTRATION
  const calls = ['register', 'verifyAccount', 'tokenAuth']
  const given = {
    ...GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS,
    ...GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS_OPTIONAL,
  }
  return {
    name: 'quickstart',
    calls: isPasswordless ? [...calls, 'passwordSet'] : calls,
    when: loginFieldOf(settings, model).name in given,
    variant: isPasswordless ? 'passwordless' : '',
  }
}

/** Public mutations that were taken out of JWT_ALLOW_ANY_CLASSES. */
export function closedMutations(settings: Settings, model: UserModel): string[] {
  const open = openMutations(settings, model)
  const names = mutations(settings, model).map(({ name }) => name)
  return PUBLIC_MUTATIONS.filter((name) => names.includes(name) && !open.includes(name))
}

function openMutations(settings: Settings, model: UserModel): string[] {
  const { JWT_ALLOW_ANY_CLASSES } = settings.GRAPHQL_JWT
  return mutations(settings, model)
    .filter(({ name, isProtected }) => !isProtected && JWT_ALLOW_ANY_CLASSES.includes(name))
    .map(({ name }) => name)
}
