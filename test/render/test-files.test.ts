import { expect, test } from 'vitest'
import { userModel } from '../../src/model/user-model.js'
import { testFiles } from '../../src/render/view/test-files.js'
import { parseSettings } from '../../src/settings/read/parse.js'

/** The variants of the files of tests, by name, for a settings file. */
function filesOf(file: object): Map<string, string> {
  const parsed = parseSettings(file)
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const files = testFiles(parsed.settings, userModel(parsed.settings))
  return new Map(files.map(({ name, variant }) => [name, variant]))
}

test('what a project lacks is not tested', () => {
  const files = filesOf({})

  expect(files.get('quickstart')).toBe('')
  expect(files.get('refresh-token')).toBe('')
  for (const name of ['change-email', 'closed-mutations', 'token-argument']) {
    expect(files.has(name)).toBe(false)
  }
})

test('what is left out is not tested', () => {
  const files = filesOf({ GRAPHQL_AUTH: { QUERIES: ['me'], MUTATIONS: ['tokenAuth'] } })

  expect(files.has('token-auth')).toBe(true)
  for (const name of [
    'quickstart',
    'users',
    'register',
    'protected-mutations',
    'archive-account',
  ]) {
    expect(files.has(name)).toBe(false)
  }
})

test('without refresh tokens none are revoked', () => {
  const files = filesOf({ GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } })

  expect(files.get('refresh-token')).toBe('access-only')
  expect(files.has('revoke-token')).toBe(false)
})

test('a mutation that asks for a login is tested as such only', () => {
  const files = filesOf({ GRAPHQL_JWT: { JWT_ALLOW_ANY_CLASSES: ['tokenAuth', 'register'] } })

  expect(files.has('closed-mutations')).toBe(true)
  expect(files.has('register')).toBe(true)
  for (const name of ['activation', 'password-reset', 'quickstart', 'verify-token']) {
    expect(files.has(name)).toBe(false)
  }
})

test('the conversation follows how one registers and logs in', () => {
  const passwordless = { ALLOW_PASSWORDLESS_REGISTRATION: true, ALLOW_LOGIN_NOT_VERIFIED: false }
  expect(filesOf({ GRAPHQL_AUTH: passwordless }).get('quickstart')).toBe('passwordless')
  expect(filesOf({ GRAPHQL_AUTH: passwordless }).get('unverified-account')).toBe('verified-only')

  const USER_FIELDS = { phone: { type: 'String', unique: true, nullable: true } }
  const GRAPHQL_AUTH = { LOGIN_ALLOWED_FIELDS: ['phone'] }
  expect(filesOf({ USER_FIELDS, GRAPHQL_AUTH }).has('quickstart')).toBe(false)
})

test('what may be changed is tested', () => {
  const change = (UPDATE_MUTATION_FIELDS: string[]) =>
    filesOf({ GRAPHQL_AUTH: { UPDATE_MUTATION_FIELDS } })

  expect(change([]).has('update-account')).toBe(false)
  expect(change(['lastName']).has('change-email')).toBe(false)
  expect(change(['email']).has('change-email')).toBe(true)
})
