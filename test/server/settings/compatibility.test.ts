import { describe, expect, test } from 'vitest'
import { createClient } from '../../support/client.js'
import { startServer } from '../../support/server.js'
import { fixtureOf, PASSWORD, person } from '../support/people.js'
import { startWorld, type World, type WorldOptions } from '../support/world.js'

type Start = (options?: WorldOptions) => Promise<World>

/** What someone sees of a setting from outside. */
interface Behaviour {
  setting: string
  look(start: Start): Promise<unknown>
  usual: unknown
  /** What django-graphql-auth does. */
  django: unknown
}

const GOOD = 'correct horse battery'
const DAY = 24 * 3600

/** The codes under `errors`, or nothing. */
function codesOf(answer: Record<string, unknown>): unknown {
  const errors = JSON.stringify(answer.errors).matchAll(/"code":"(\w+)"/g)
  return [...errors].map(([, code]) => code)
}

const BEHAVIOURS: Behaviour[] = [
  {
    setting: 'EMAIL_ASYNC_TASK',
    async look(start) {
      const { app, call } = await start({ env: { EMAIL_URL: 'smtp://127.0.0.1:1' } })
      app.log.level = 'silent'
      return codesOf(await call('resendActivationEmail', { email: 'user1@email.com' }))
    },
    usual: [],
    django: ['email_fail'],
  },
  {
    setting: 'REFRESH_TOKEN_ROTATION',
    async look(start) {
      const { call, clock, enter } = await start()
      const { refreshToken } = await enter('user2')
      await call('refreshToken', { refreshToken })
      clock.advance(60)
      return (await call('refreshToken', { refreshToken })).success
    },
    usual: false,
    django: true,
  },
  {
    setting: 'ACCESS_TOKEN_REVOCATION',
    async look(start) {
      const { ask, call, enter } = await start()
      const { token } = await enter('user2')
      const passwords = { oldPassword: PASSWORD, newPassword1: GOOD, newPassword2: GOOD }
      await call('passwordChange', passwords, token)
      return (await ask('{ me { username } }', {}, token)).data?.me
    },
    usual: null,
    django: { username: 'user2' },
  },
  {
    setting: 'ENUMERATION_SAFE',
    async look(start) {
      const { call } = await start()
      return codesOf(await call('resendActivationEmail', { email: 'user2@email.com' }))
    },
    usual: [],
    django: ['already_verified'],
  },
  {
    setting: 'EMAIL_CASE_INSENSITIVE',
    async look(start) {
      const { call } = await start()
      const account = { username: 'anna', email: 'USER2@email.com' }
      return codesOf(await call('register', { ...account, password1: GOOD, password2: GOOD }))
    },
    usual: ['unique'],
    django: [],
  },
  {
    setting: 'REFRESH_FAMILY_LIFETIME',
    async look(start) {
      const { call, clock, enter } = await start()
      let { refreshToken } = await enter('user2')
      let isAlive = true
      for (let day = 0; day < 100 && isAlive; day += 5) {
        clock.advance(5 * DAY)
        const answer = await call('refreshToken', { refreshToken })
        isAlive = answer.success === true
        refreshToken = String(answer.refreshToken)
      }
      return isAlive
    },
    usual: false,
    django: true,
  },
  {
    setting: 'GRAPHQL_LIMITS',
    async look(start) {
      const { ask } = await start()
      const aliases = Array.from({ length: 30 }, (_, index) => `a${index}: me { id }`)
      return (await ask(`{ ${aliases.join(' ')} }`)).errors === undefined
    },
    usual: false,
    django: true,
  },
]

describe.each(BEHAVIOURS)('$setting', ({ look, usual, django }) => {
  test('is as usual without COMPATIBILITY', async () => {
    expect(await look(startWorld)).toEqual(usual)
  })

  test('is that of the original with COMPATIBILITY "django"', async () => {
    const start: Start = (options) =>
      startWorld({ ...options, GRAPHQL_AUTH: { COMPATIBILITY: 'django' } })
    expect(await look(start)).toEqual(django)
  })
})

test.each([
  { GRAPHQL_AUTH: {}, usernames: [] },
  { GRAPHQL_AUTH: { USERS_QUERY_ACCESS: 'anyone' as const }, usernames: ['anna'] },
  { GRAPHQL_AUTH: { COMPATIBILITY: 'django' as const }, usernames: ['anna', 'closed'] },
])(
  'USERS_QUERY_ACCESS: with $GRAPHQL_AUTH anyone sees $usernames',
  async ({ GRAPHQL_AUTH, usernames }) => {
    const people = [person('anna'), person('closed', {}, { isActive: false })]
    const fixtures = [await fixtureOf(people)]
    const { url } = await startServer({ fixtures, GRAPHQL_AUTH })
    const { data } = await createClient(url).graphql('{ users { edges { node { username } } } }')
    const edges = usernames.map((username) => ({ node: { username } }))
    expect(data).toEqual({ users: { edges } })
  },
)

test('COMPATIBILITY changes what is usual, not what is said', async () => {
  const GRAPHQL_AUTH = { COMPATIBILITY: 'django', ENUMERATION_SAFE: 'mail' } as const
  const { call } = await startWorld({ GRAPHQL_AUTH })
  expect(codesOf(await call('resendActivationEmail', { email: 'user2@email.com' }))).toEqual([])
})
