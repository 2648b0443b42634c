import { describe, expect, it } from 'vitest'
import { done, refusedFor, wire } from '../support/answers.js'
import { emptyPayload, leavesOf, mutationText } from '../support/flavor.js'
import { pageQuery, readPage } from '../support/pages.js'
import { PASSWORD, person } from '../support/people.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }

describe('ALLOW_LOGIN_NOT_VERIFIED: false', () => {
  it('register has no tokens in its output', async () => {
    expect(Object.keys(emptyPayload('register'))).toEqual(['success', 'errors'])
    const { call, lastMail } = await startWorld()
    expect(await call('register', anna)).toEqual(done('register'))
    expect(await lastMail()).toMatchObject({ to: 'anna@email.com' })
  })

  it('tokenAuth answers not_verified to a right password, and to a right one only', async () => {
    const { call } = await startWorld()
    expect(await call('tokenAuth', { username: 'user1', password: PASSWORD })).toEqual(
      refusedFor('tokenAuth', wire.notVerified),
    )
    expect(await call('tokenAuth', { username: 'user1', password: 'wrong' })).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )
    expect(await call('tokenAuth', { username: 'user2', password: PASSWORD })).toMatchObject({
      success: true,
    })
  })

  it('such a login changes nothing: it is not the last one, and nothing is unarchived', async () => {
    const people = [person('user1', { verified: false, archived: true })]
    const { call, see } = await startWorld({ people })
    const before = await see('user1')
    await call('tokenAuth', { username: 'user1', password: PASSWORD })
    expect(await see('user1')).toEqual(before)
  })

  it('those who have verified logs in', async () => {
    const { call, lastMail, enter } = await startWorld()
    await call('register', anna)
    const { token } = await lastMail()
    expect(await call('verifyAccount', { token })).toEqual(done('verifyAccount'))
    await enter('anna', GOOD)
  })
})

describe('LOGIN_ALLOWED_FIELDS', () => {
  it('are the arguments of tokenAuth', async () => {
    const { ask, fail } = await startWorld()
    const { errors } = await ask(mutationText('tokenAuth', 'email: "a@b.co", password: "x"'))
    expect(errors?.[0]?.message).toContain('email')
    expect(await fail('tokenAuth', { password: PASSWORD })).toBe(
      "Must login with password and one of the following fields ['username'].",
    )
  })
})

describe('USER_NODE_EXCLUDE_FIELDS', () => {
  it('are not in UserNode', async () => {
    expect(leavesOf('UserNode')).toEqual(
      expect.not.arrayContaining(['password', 'email', 'lastLogin', 'isStaff']),
    )
    const { ask } = await startWorld()
    for (const field of ['password', 'email', 'lastLogin', 'isStaff']) {
      const { data, errors } = await ask(`{ users { edges { node { ${field} } } } }`)
      expect(data).toBeUndefined()
      expect(errors).toHaveLength(1)
    }
  })

  it('that are left out of it are in it', () => {
    expect(leavesOf('UserNode')).toContain('isSuperuser')
  })
})

describe('USER_NODE_FILTER_FIELDS', () => {
  it.each<[args: string, pks: number[]]>([
    ['username_Iexact: "USER2"', [2]],
    ['username_Contains: "ser4"', [4]],
    ['username_Contains: "SER4"', []],
    ['username_Endswith: "3"', [3]],
  ])('%s', async (args, pks) => {
    const { ask } = await startWorld()
    expect(readPage(await ask(pageQuery(args))).pks).toEqual(pks)
  })

  it('are the only filters', async () => {
    const { ask } = await startWorld()
    for (const args of ['username: "user2"', 'isActive: true', 'status_Verified: true']) {
      expect((await ask(pageQuery(args))).data).toBeUndefined()
    }
  })
})

describe('JWT_ALLOW_ANY_CLASSES', () => {
  const passwords = { newPassword1: GOOD, newPassword2: GOOD }

  it.each([
    ['resendActivationEmail', { email: 'user1@email.com' }],
    ['sendPasswordResetEmail', { email: 'user1@email.com' }],
    ['passwordReset', { token: 'x', ...passwords }],
    ['passwordSet', { token: 'x', ...passwords }],
    ['verifySecondaryEmail', { token: 'x' }],
    ['verifyToken', { token: 'x' }],
    ['refreshToken', { refreshToken: 'x' }],
    ['revokeToken', { refreshToken: 'x' }],
  ])('%s, which is not in it, needs a login', async (mutation, args) => {
    const { call, enter, mails } = await startWorld()
    expect(await call(mutation, args)).toEqual(refusedFor(mutation, wire.unauthenticated))
    expect(await mails()).toEqual([])
    const { token } = await enter('user2')
    expect(await call(mutation, args, token)).not.toMatchObject(
      refusedFor(mutation, wire.unauthenticated),
    )
  })

  it('names what is open: register, verifyAccount, tokenAuth', async () => {
    const { call } = await startWorld()
    expect(await call('register', anna)).toMatchObject({ success: true })
    expect(await call('verifyAccount', { token: 'x' })).toEqual(
      refusedFor('verifyAccount', wire.invalidToken),
    )
    expect(await call('tokenAuth', { username: 'user2', password: PASSWORD })).toMatchObject({
      success: true,
    })
  })
})

describe('JWT_ALLOW_ARGUMENT and JWT_ARGUMENT_NAME', () => {
  it('name the caller, without a header', async () => {
    const { ask, call, enter, see } = await startWorld()
    const { token: jwt } = await enter('user2')
    expect(await ask('query ($jwt: String) { me(jwt: $jwt) { username } }', { jwt })).toEqual({
      data: { me: { username: 'user2' } },
    })
    expect(await call('updateAccount', { firstName: 'Joe', jwt })).toEqual(done('updateAccount'))
    expect(await see('user2')).toMatchObject({ firstName: 'Joe' })
    expect(await call('archiveAccount', { password: PASSWORD, jwt })).toEqual(
      done('archiveAccount'),
    )
  })

  it('the header works too', async () => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    expect(await call('updateAccount', { firstName: 'Joe' }, token)).toEqual(done('updateAccount'))
    expect(await call('updateAccount', { firstName: 'Joe', jwt: null }, token)).toEqual(
      done('updateAccount'),
    )
  })

  it('garbage makes the caller anonymous', async () => {
    const { ask, call } = await startWorld()
    expect(await ask('{ me(jwt: "garbage") { username } }')).toEqual({ data: { me: null } })
    expect(await call('updateAccount', { firstName: 'Joe', jwt: 'garbage' })).toEqual(
      refusedFor('updateAccount', wire.unauthenticated),
    )
  })
})
