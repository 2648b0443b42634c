import { describe, expect, it } from 'vitest'
import { done, refusedFor, wire } from '../support/answers.js'
import { PASSWORD } from '../support/people.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }
const passwords = { newPassword1: GOOD, newPassword2: GOOD }

describe('ALLOW_LOGIN_WITH_SECONDARY_EMAIL', () => {
  it('false: a secondary address logs no one in', async () => {
    const { call } = await startWorld({
      GRAPHQL_AUTH: { ALLOW_LOGIN_WITH_SECONDARY_EMAIL: false },
    })
    const login = { email: 'user4_secondary@email.com', password: PASSWORD }
    expect(await call('tokenAuth', login)).toEqual(refusedFor('tokenAuth', wire.invalidCredentials))
    expect(await call('tokenAuth', { ...login, email: 'user4@email.com' })).toMatchObject({
      user: { username: 'user4' },
    })
  })
})

describe('ALLOW_DELETE_ACCOUNT', () => {
  it('true: the user is gone, and so is everything of them', async () => {
    const { call, ask, enter, everybody } = await startWorld({
      GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT: true },
    })
    const elsewhere = await enter('user4')
    const { token } = await enter('user4')
    const answer = await call('deleteAccount', { password: PASSWORD }, token)
    expect(answer).toEqual(done('deleteAccount'))

    expect((await everybody()).map(({ pk }) => pk)).toEqual([1, 2, 3, 5])
    expect(await ask('{ user(id: "VXNlck5vZGU6NA==") { id } }')).toEqual({ data: { user: null } })
    expect(await ask('{ me { id } }', {}, token)).toEqual({ data: { me: null } })
    expect(await call('refreshToken', { refreshToken: elsewhere.refreshToken })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
  })

  it('true: name and addresses are free again, the primary key is not', async () => {
    const { call, enter, see } = await startWorld({ GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT: true } })
    for (const username of ['user4', 'user2']) {
      await call('deleteAccount', { password: PASSWORD }, (await enter(username)).token)
    }
    const secondary = { ...anna, email: 'user4_secondary@email.com' }
    const primary = { ...anna, username: 'user2', email: 'user2@email.com' }
    expect(await call('register', secondary)).toMatchObject({ success: true })
    expect(await call('register', primary)).toMatchObject({ success: true })
    expect(await see('user2')).toMatchObject({ pk: 7 })
  })

  it('true: links in mails are good no more', async () => {
    const { call, enter, lastMail } = await startWorld({
      GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT: true },
    })
    await call('sendPasswordResetEmail', { email: 'user2@email.com' })
    const { token } = await lastMail()
    await call('deleteAccount', { password: PASSWORD }, (await enter('user2')).token)
    expect(await call('passwordReset', { token, ...passwords })).toEqual(
      refusedFor('passwordReset', wire.invalidToken),
    )
  })
})

describe('SEND_ACTIVATION_EMAIL', () => {
  it('false: register sends no mail', async () => {
    const { call, mails } = await startWorld({ GRAPHQL_AUTH: { SEND_ACTIVATION_EMAIL: false } })
    expect(await call('register', anna)).toMatchObject({ success: true })
    expect(await mails()).toEqual([])
  })

  it('false: the mail can still be asked for', async () => {
    const { call, lastMail } = await startWorld({ GRAPHQL_AUTH: { SEND_ACTIVATION_EMAIL: false } })
    await call('register', anna)
    await call('resendActivationEmail', { email: anna.email })
    expect(await lastMail()).toMatchObject({ to: anna.email })
  })
})

describe('EXPIRATION_ACTIVATION_TOKEN', () => {
  it('is how long an activation link works', async () => {
    const { call, lastMail, clock } = await startWorld({
      GRAPHQL_AUTH: { EXPIRATION_ACTIVATION_TOKEN: '90s' },
    })
    await call('register', anna)
    const { token } = await lastMail()
    clock.advance(90)
    expect(await call('verifyAccount', { token })).toEqual(
      refusedFor('verifyAccount', wire.expiredToken),
    )
    await call('resendActivationEmail', { email: anna.email })
    const again = await lastMail()
    clock.advance(89)
    expect(await call('verifyAccount', { token: again.token })).toEqual(done('verifyAccount'))
  })
})

describe('EXPIRATION_PASSWORD_RESET_TOKEN', () => {
  it('is how long a reset link works', async () => {
    const { call, lastMail, clock } = await startWorld({
      GRAPHQL_AUTH: { EXPIRATION_PASSWORD_RESET_TOKEN: 120 },
    })
    await call('sendPasswordResetEmail', { email: 'user2@email.com' })
    clock.advance(120)
    const { token } = await lastMail()
    expect(await call('passwordReset', { token, ...passwords })).toEqual(
      refusedFor('passwordReset', wire.expiredToken),
    )
    await call('sendPasswordResetEmail', { email: 'user2@email.com' })
    const again = await lastMail()
    clock.advance(119)
    expect(await call('passwordReset', { token: again.token, ...passwords })).toEqual(
      done('passwordReset'),
    )
  })
})

describe('EXPIRATION_SECONDARY_EMAIL_ACTIVATION_TOKEN', () => {
  it('is how long the link of a second address works', async () => {
    const { call, enter, lastMail, clock } = await startWorld({
      GRAPHQL_AUTH: { EXPIRATION_SECONDARY_EMAIL_ACTIVATION_TOKEN: '2m' },
    })
    const { token: caller } = await enter('user2')
    const args = { email: 'second@email.com', password: PASSWORD }
    await call('sendSecondaryEmailActivation', args, caller)
    const { token } = await lastMail()
    clock.advance(120)
    expect(await call('verifySecondaryEmail', { token })).toEqual(
      refusedFor('verifySecondaryEmail', wire.expiredToken),
    )
    await call('sendSecondaryEmailActivation', args, caller)
    const again = await lastMail()
    clock.advance(119)
    expect(await call('verifySecondaryEmail', { token: again.token })).toEqual(
      done('verifySecondaryEmail'),
    )
  })
})
