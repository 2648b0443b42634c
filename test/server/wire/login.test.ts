import { describe, expect, it } from 'vitest'
import { done, refusedFor, wire } from '../support/answers.js'
import { mutationText } from '../support/flavor.js'
import { PASSWORD } from '../support/people.js'
import { startWorld } from '../support/world.js'

const WHAT_TO_GIVE =
  "Must login with password and one of the following fields ['email', 'username']."

describe('tokenAuth', () => {
  it('returns token, refreshToken, user and unarchiving', async () => {
    const { call, clock } = await startWorld()
    expect(await call('tokenAuth', { username: 'user2', password: PASSWORD })).toEqual(
      done('tokenAuth', {
        token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        refreshToken: expect.stringMatching(/^[0-9a-f]{40}$/),
        unarchiving: false,
        user: {
          id: 'VXNlck5vZGU6Mg==',
          pk: 2,
          username: 'user2',
          email: 'user2@email.com',
          firstName: '',
          lastName: '',
          isStaff: false,
          isActive: true,
          archived: false,
          verified: true,
          secondaryEmail: null,
          lastLogin: clock.now().toISOString(),
          dateJoined: clock.now().toISOString(),
        },
      }),
    )
  })

  it.each([
    { username: 'user4' },
    { email: 'user4@email.com' },
    { email: 'USER4@EMAIL.COM' },
    { email: 'user4_secondary@email.com' },
    { username: 'user4', email: null },
    { username: null, email: 'user4@email.com' },
  ])('takes one of the login fields: %j', async (field) => {
    const { call } = await startWorld()
    expect(await call('tokenAuth', { ...field, password: PASSWORD })).toMatchObject({
      success: true,
      user: { username: 'user4' },
    })
  })

  it.each([
    ['both', { username: 'user2', email: 'user2@email.com' }],
    ['both, an empty one', { username: 'user2', email: '' }],
    ['none', {}],
    ['none but null', { username: null, email: null }],
  ])('ends in a GraphQL error with %s of the login fields', async (_case, fields) => {
    const { fail } = await startWorld()
    expect(await fail('tokenAuth', { ...fields, password: PASSWORD })).toBe(WHAT_TO_GIVE)
    expect(await fail('tokenAuth', { ...fields, password: 'wrong' })).toBe(WHAT_TO_GIVE)
  })

  it('has a null beside that GraphQL error', async () => {
    const { ask } = await startWorld()
    expect(await ask(mutationText('tokenAuth', 'password: "x"'))).toMatchObject({
      data: { tokenAuth: null },
      errors: [{ message: WHAT_TO_GIVE }],
    })
  })

  it('answers for a closed account as for a wrong password', async () => {
    const { call } = await startWorld()
    const wrong = await call('tokenAuth', { username: 'user2', password: 'wrong' })
    expect(await call('tokenAuth', { username: 'user5', password: PASSWORD })).toEqual(wrong)
    expect(wrong).toEqual(refusedFor('tokenAuth', wire.invalidCredentials))
  })

  it('unarchives an archived account by a right password, and says so', async () => {
    const { call, see } = await startWorld()
    expect(await call('tokenAuth', { username: 'user3', password: PASSWORD })).toMatchObject({
      success: true,
      unarchiving: true,
      user: { archived: false },
    })
    expect(await see('user3')).toMatchObject({ archived: false })
    expect(await call('tokenAuth', { username: 'user3', password: PASSWORD })).toMatchObject({
      unarchiving: false,
    })
  })

  it('changes nothing when the password is wrong', async () => {
    const { call, see } = await startWorld()
    const before = await see('user3')
    await call('tokenAuth', { username: 'user3', password: 'wrong' })
    expect(await see('user3')).toEqual(before)
  })

  it('lets unverified users in', async () => {
    const { call } = await startWorld()
    expect(await call('tokenAuth', { username: 'user1', password: PASSWORD })).toMatchObject({
      success: true,
      user: { verified: false },
    })
  })

  it.each([
    { username: ' user2 ' },
    { username: '\tuser2\n' },
    { username: 'ｕｓｅｒ2' },
    { email: ' user2@email.com ' },
  ])('finds what is written a little differently: %j', async (field) => {
    const { call } = await startWorld()
    expect(await call('tokenAuth', { ...field, password: PASSWORD })).toMatchObject({
      success: true,
      user: { username: 'user2' },
    })
  })

  it('has false, not null, for unarchiving, whatever it fails for', async () => {
    const { call } = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT: { loginByAccount: '2/1h' } } })
    const codes: string[] = []
    for (const username of ['user3', 'user3', 'user3', 'nobody']) {
      const { unarchiving, errors } = await call('tokenAuth', { username, password: 'wrong' })
      expect(unarchiving).toBe(false)
      for (const [, code] of JSON.stringify(errors).matchAll(/"code":"(\w+)"/g)) {
        codes.push(String(code))
      }
    }
    const wrong = 'invalid_credentials'
    expect(codes).toEqual([wrong, wrong, 'too_many_attempts', wrong])
  })

  it('sets lastLogin, also for others to see', async () => {
    const { enter, see, clock } = await startWorld()
    expect(await see('user2')).toMatchObject({ lastLogin: null })
    clock.advance(90)
    await enter('user2')
    expect(await see('user2')).toMatchObject({ lastLogin: clock.now().toISOString() })
  })

  it('answers the same to a password that is not Unicode text', async () => {
    const { call } = await startWorld()
    for (const password of ['\ud800', 'x\0y', 'é'.repeat(100)]) {
      expect(await call('tokenAuth', { username: 'user2', password })).toEqual(
        refusedFor('tokenAuth', wire.invalidCredentials),
      )
    }
  })
})

describe('me', () => {
  it('is the caller, or null', async () => {
    const { ask, enter } = await startWorld()
    const { token } = await enter('user4')
    expect(await ask('{ me { username secondaryEmail } }', {}, token)).toEqual({
      data: { me: { username: 'user4', secondaryEmail: 'user4_secondary@email.com' } },
    })
    expect(await ask('{ me { username } }')).toEqual({ data: { me: null } })
  })

  it('is what the account has become since the login', async () => {
    const { ask, enter, call } = await startWorld()
    const { token } = await enter('user2')
    await call('updateAccount', { firstName: 'Joe' }, token)
    expect(await ask('{ me { firstName } }', {}, token)).toEqual({
      data: { me: { firstName: 'Joe' } },
    })
  })
})
