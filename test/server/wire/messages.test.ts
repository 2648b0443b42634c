import { describe, expect, it } from 'vitest'
import { refused, refusedFor, wire } from '../support/answers.js'
import { PASSWORD } from '../support/people.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }

describe('unauthenticated', () => {
  it.each([
    ['passwordChange', { oldPassword: PASSWORD, newPassword1: GOOD, newPassword2: GOOD }],
    ['archiveAccount', { password: PASSWORD }],
    ['deleteAccount', { password: PASSWORD }],
    ['updateAccount', { firstName: 'Joe' }],
    ['sendSecondaryEmailActivation', { email: 'second@email.com', password: PASSWORD }],
    ['swapEmails', { password: PASSWORD }],
    ['removeSecondaryEmail', { password: PASSWORD }],
  ])('%s, by no one', async (mutation, args) => {
    const { call } = await startWorld()
    expect(await call(mutation, args)).toEqual(refusedFor(mutation, wire.unauthenticated))
  })
})

describe('not_verified', () => {
  it.each([
    ['passwordChange', { oldPassword: PASSWORD, newPassword1: GOOD, newPassword2: GOOD }],
    ['archiveAccount', { password: PASSWORD }],
    ['deleteAccount', { password: PASSWORD }],
    ['updateAccount', { firstName: 'Joe' }],
    ['sendSecondaryEmailActivation', { email: 'second@email.com', password: PASSWORD }],
    ['swapEmails', { password: PASSWORD }],
    ['removeSecondaryEmail', { password: PASSWORD }],
  ])('%s, by someone who is not verified', async (mutation, args) => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user1')
    expect(await call(mutation, args, token)).toEqual(refusedFor(mutation, wire.notVerified))
  })
})

describe('invalid_password', () => {
  it.each([
    ['archiveAccount', 'user2', {}],
    ['deleteAccount', 'user2', {}],
    ['sendSecondaryEmailActivation', 'user2', { email: 'second@email.com' }],
    ['swapEmails', 'user4', {}],
    ['removeSecondaryEmail', 'user4', {}],
  ])('%s: password', async (mutation, username, args) => {
    const { call, enter } = await startWorld()
    const { token } = await enter(username)
    const answer = await call(mutation, { ...args, password: 'wrong' }, token)
    expect(answer).toEqual(refused(mutation, { password: [wire.invalidPassword] }))
  })

  it('passwordChange: oldPassword', async () => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    const args = { oldPassword: 'wrong', newPassword1: GOOD, newPassword2: GOOD }
    expect(await call('passwordChange', args, token)).toEqual(
      refused('passwordChange', { oldPassword: [wire.invalidPassword] }),
    )
  })
})

describe('invalid_credentials', () => {
  it.each([
    ['a wrong password', { username: 'user2', password: 'wrong' }],
    ['an empty password', { username: 'user2', password: '' }],
    ['an unknown username', { username: 'nobody', password: PASSWORD }],
    ['an empty username', { username: '', password: PASSWORD }],
    ['an unknown address', { email: 'nobody@email.com', password: PASSWORD }],
    ['a text that is not an address', { email: 'user2', password: PASSWORD }],
    ['a username in another letter case', { username: 'USER2', password: PASSWORD }],
    ['a closed account', { username: 'user5', password: PASSWORD }],
    ['an archived account and a wrong password', { username: 'user3', password: 'wrong' }],
  ])('tokenAuth: %s', async (_case, args) => {
    const { call } = await startWorld()
    expect(await call('tokenAuth', args)).toEqual(refusedFor('tokenAuth', wire.invalidCredentials))
  })
})

describe('invalid_token', () => {
  const passwords = { newPassword1: GOOD, newPassword2: GOOD }

  it.each(['', 'garbage', 'a.b.c', '\u0000', 'é'.repeat(2000)])(
    'a token like %j',
    async (token) => {
      const { call } = await startWorld()
      for (const [mutation, args] of [
        ['verifyAccount', { token }],
        ['verifySecondaryEmail', { token }],
        ['passwordReset', { token, ...passwords }],
        ['passwordSet', { token, ...passwords }],
        ['verifyToken', { token }],
        ['refreshToken', { refreshToken: token }],
        ['revokeToken', { refreshToken: token }],
      ] as const) {
        expect(await call(mutation, args)).toEqual(refusedFor(mutation, wire.invalidToken))
      }
    },
  )
})

describe('already_verified', () => {
  it('verifyAccount: nonFieldErrors', async () => {
    const { call, lastMail } = await startWorld()
    await call('resendActivationEmail', { email: 'user1@email.com' })
    const { token } = await lastMail()
    await call('verifyAccount', { token })
    expect(await call('verifyAccount', { token })).toEqual(
      refusedFor('verifyAccount', wire.alreadyVerified),
    )
  })

  it('resendActivationEmail: email, where it may be told', async () => {
    const { call, mails } = await startWorld({ GRAPHQL_AUTH: { ENUMERATION_SAFE: 'off' } })
    expect(await call('resendActivationEmail', { email: 'user2@email.com' })).toEqual(
      refused('resendActivationEmail', { email: [wire.alreadyVerified] }),
    )
    expect(await mails()).toEqual([])
  })
})

describe('unique', () => {
  it.each(['user1', 'USER1', ' user1 ', 'ｕｓｅｒ１'])(
    'register: username %j',
    async (username) => {
      const { call } = await startWorld()
      expect(await call('register', { ...anna, username })).toEqual(
        refused('register', { username: [wire.usernameTaken] }),
      )
    },
  )

  it.each([
    'user1@email.com',
    'User1@Email.com',
    ' user1@email.com ',
    'user4_secondary@email.com',
    'user5@email.com',
  ])('register: email %j', async (email) => {
    const { call } = await startWorld()
    expect(await call('register', { ...anna, email })).toEqual(
      refused('register', { email: [wire.emailTaken] }),
    )
  })

  it.each(['user1@email.com', 'user2@email.com', 'USER4_secondary@email.com'])(
    'sendSecondaryEmailActivation: email %j',
    async (email) => {
      const { call, enter, mails } = await startWorld()
      const { token } = await enter('user2')
      const answer = await call(
        'sendSecondaryEmailActivation',
        { email, password: PASSWORD },
        token,
      )
      expect(answer).toEqual(refused('sendSecondaryEmailActivation', { email: [wire.emailTaken] }))
      expect(await mails()).toEqual([])
    },
  )

  it('verifySecondaryEmail, when it was taken meanwhile: nonFieldErrors', async () => {
    const { call, enter, lastMail, see } = await startWorld()
    const { token: caller } = await enter('user2')
    const args = { email: 'anna@email.com', password: PASSWORD }
    await call('sendSecondaryEmailActivation', args, caller)
    const { token } = await lastMail()
    await call('register', anna)
    expect(await call('verifySecondaryEmail', { token })).toEqual(
      refusedFor('verifySecondaryEmail', wire.emailTaken),
    )
    expect(await see('user2')).toMatchObject({ secondaryEmail: null })
  })
})

describe('secondary_email_required', () => {
  it.each(['swapEmails', 'removeSecondaryEmail'])('%s', async (mutation) => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    expect(await call(mutation, { password: PASSWORD }, token)).toEqual(
      refusedFor(mutation, wire.secondaryEmailRequired),
    )
  })
})
