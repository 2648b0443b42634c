import { expect, test } from 'vitest'
import { mutations } from '../../src/model/mutations.js'
import { userModel } from '../../src/model/user-model.js'
import { examplesView } from '../../src/render/view/examples.js'
import { operationsView } from '../../src/render/view/operations.js'
import { parseSettings } from '../../src/settings/read/parse.js'

/** The rows for a settings file, by the name of the operation. */
function operations(file: unknown) {
  const parsed = parseSettings(file)
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const { settings } = parsed
  const model = userModel(settings)
  const rows = operationsView(settings, model)
  return {
    names: mutations(settings, model).map(({ name }) => name),
    row: (name: string) => rows.find(({ signature }) => signature.split('(', 1)[0] === name),
    rows,
  }
}

test('every query and mutation has a row', () => {
  const { names, rows } = operations({})
  expect(rows.map(({ signature }) => signature.split('(', 1)[0])).toEqual([
    'me',
    'user',
    'users',
    'sessions',
    'node',
    'nodes',
    ...names,
  ])
})

test('what is left out has none', () => {
  const { rows } = operations({ GRAPHQL_AUTH: { QUERIES: ['UserQuery'], MUTATIONS: ['register'] } })
  expect(rows.map(({ signature }) => signature.split('(', 1)[0])).toEqual([
    'user',
    'users',
    'node',
    'nodes',
    'register',
  ])
})

test('mutations for staff have rows where they are on', () => {
  const { names, row } = operations({ GRAPHQL_AUTH: { STAFF_MUTATIONS: ['verifyUser'] } })
  expect(names.slice(-2)).toEqual(['revokeAllSessions', 'verifyUser'])
  expect(row('verifyUser')).toMatchObject({
    signature: 'verifyUser(id: ID!)',
    who: expect.stringContaining('staff'),
  })
  expect(operations({ GRAPHQL_AUTH: { STAFF_MUTATIONS: true } }).names).toHaveLength(
    names.length + 4,
  )
})

test('node finds what other queries show', () => {
  const who = (...QUERIES: string[]) => operations({ GRAPHQL_AUTH: { QUERIES } }).row('node')?.who
  const users = 'users: staff and superusers; others see themselves'
  const sessions = 'sessions: their user'
  expect(who('me', 'users', 'sessions')).toBe(`${users}; ${sessions}`)
  expect(who('user')).toBe(users)
  expect(who('sessions')).toBe(sessions)
  expect(who('me')).toBeUndefined()
})

test('arguments follow from the settings', () => {
  const { row } = operations({ USERNAME_FIELD: 'login' })
  expect(row('tokenAuth')?.signature).toBe(
    'tokenAuth(password: String!, email: String, login: String)',
  )
  expect(row('users')?.does).toContain('`login_Icontains`')
})

test('the relay flavor has one argument', () => {
  const { row } = operations({ flavor: 'relay' })
  expect(row('verifyAccount')?.signature).toBe('verifyAccount(input: { token: String! })')
  expect(row('user')?.signature).toBe('user(id: ID!)')
})

test('a row says who may call the operation', () => {
  const { row } = operations({ GRAPHQL_JWT: { JWT_ALLOW_ANY_CLASSES: ['tokenAuth'] } })
  expect(row('tokenAuth')?.who).toBe('anyone')
  expect(row('register')?.who).toBe('a user who is logged in')
  expect(row('updateAccount')?.who).toBe('a verified user')
  expect(row('deleteAccount')?.who).toBe('a verified user, with the password')
})

test('without filters none are listed', () => {
  const { row } = operations({ GRAPHQL_AUTH: { USER_NODE_FILTER_FIELDS: {} } })
  expect(row('users')?.does).not.toContain('Filters')
})

test('an input without fields is written as an empty object', () => {
  const { row } = operations({ flavor: 'relay' })
  expect(row('revokeOtherSessions')?.signature).toBe('revokeOtherSessions(input: {})')
})

test('examples select each field once, also where the username is the e-mail', () => {
  const parsed = parseSettings({ USERNAME_FIELD: 'email' })
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  const [users = ''] = examplesView(parsed.settings, userModel(parsed.settings))
  expect(users.match(/\bemail\b/g)).toHaveLength(1)
})
