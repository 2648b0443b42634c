import { describe, expect, it } from 'vitest'
import { done, refused, refusedFor, wire } from '../support/answers.js'
import { mutationText } from '../support/flavor.js'
import { templateWith } from '../support/templates.js'
import { startWorld, type WorldOptions } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com' }
const passwords = { newPassword1: GOOD, newPassword2: GOOD }

/** A server that mails the link to set the password, and no other. */
async function startPasswordless(settings: WorldOptions['GRAPHQL_AUTH'] = {}) {
  const only = { SEND_PASSWORD_SET_EMAIL: true, SEND_ACTIVATION_EMAIL: false }
  return startWorld({ GRAPHQL_AUTH: { ...only, ...settings } })
}

describe('ALLOW_PASSWORDLESS_REGISTRATION', () => {
  it('register has no passwords', async () => {
    const { ask } = await startWorld()
    const args = 'email: "a@b.co", username: "a", password1: "x", password2: "x"'
    expect((await ask(mutationText('register', args))).data).toBeUndefined()
  })

  it('no one logs in by a password before passwordSet', async () => {
    const { call } = await startPasswordless()
    expect(await call('register', anna)).toMatchObject({ success: true })
    for (const password of ['', '!', GOOD]) {
      expect(await call('tokenAuth', { username: 'anna', password })).toEqual(
        refusedFor('tokenAuth', wire.invalidCredentials),
      )
    }
  })

  it('has the ordinary errors', async () => {
    const { call } = await startWorld()
    expect(await call('register', { username: 'user1', email: 'no address' })).toEqual(
      refused('register', { username: [wire.usernameTaken], email: [wire.invalidEmail] }),
    )
    expect(await call('register', { ...anna, email: 'user1@email.com' })).toEqual(
      refused('register', { email: [wire.emailTaken] }),
    )
  })
})

describe('SEND_PASSWORD_SET_EMAIL', () => {
  it('true: mails the link that sets the password and verifies the account', async () => {
    const { call, mails, enter, see } = await startPasswordless()
    await call('register', anna)
    const [mail, ...more] = await mails()
    expect(more).toEqual([])
    expect(mail).toMatchObject({
      to: 'anna@email.com',
      subject: 'Set your password on My Site',
      link: `http://localhost:3000/password-set/${mail?.token}`,
    })
    expect(mail?.lines.slice(0, 2)).toEqual(['My Site', 'Hello anna!'])
    const set = { token: mail?.token, ...passwords }
    expect(await call('passwordSet', set)).toEqual(done('passwordSet'))
    expect(await see('anna')).toMatchObject({ verified: true })
    await enter('anna', GOOD)
  })

  it('comes beside the activation mail', async () => {
    const { call, mails } = await startPasswordless({ SEND_ACTIVATION_EMAIL: true })
    await call('register', anna)
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      'Activate your account on My Site',
      'Set your password on My Site',
    ])
  })

  it('false: mails the activation link only', async () => {
    const { call, mails } = await startWorld()
    await call('register', anna)
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      'Activate your account on My Site',
    ])
  })
})

describe('the link to set the password', () => {
  it('works once', async () => {
    const { call, lastMail } = await startPasswordless()
    await call('register', anna)
    const { token } = await lastMail()
    await call('passwordSet', { token, ...passwords })
    expect(await call('passwordSet', { token, ...passwords })).toEqual(
      refusedFor('passwordSet', wire.passwordAlreadySet),
    )
  })

  it('is good for nothing else', async () => {
    const { call, lastMail } = await startPasswordless()
    await call('register', anna)
    const { token } = await lastMail()
    for (const [mutation, args] of [
      ['verifyAccount', {}],
      ['verifySecondaryEmail', {}],
      ['passwordReset', passwords],
    ] as const) {
      expect(await call(mutation, { token, ...args })).toEqual(
        refusedFor(mutation, wire.invalidToken),
      )
    }
    expect(await call('passwordSet', { token, ...passwords })).toEqual(done('passwordSet'))
  })

  it('EXPIRATION_PASSWORD_SET_TOKEN is how long it works', async () => {
    const { call, lastMail, clock } = await startPasswordless({
      EXPIRATION_PASSWORD_SET_TOKEN: '90s',
    })
    await call('register', anna)
    const { token } = await lastMail()
    clock.advance(90)
    expect(await call('passwordSet', { token, ...passwords })).toEqual(
      refusedFor('passwordSet', wire.expiredToken),
    )
  })

  it('PASSWORD_SET_PATH_ON_EMAIL is its path', async () => {
    const { call, lastMail } = await startPasswordless({ PASSWORD_SET_PATH_ON_EMAIL: 'welcome' })
    await call('register', anna)
    const { link, token } = await lastMail()
    expect(link).toBe(`http://localhost:3000/welcome/${token}`)
  })

  it('EMAIL_SUBJECT_PASSWORD_SET and EMAIL_TEMPLATE_PASSWORD_SET are its mail', async () => {
    const { call, lastMail } = await startPasswordless({
      EMAIL_SUBJECT_PASSWORD_SET: await templateWith('Welcome, <%= user.username %>'),
      EMAIL_TEMPLATE_PASSWORD_SET: await templateWith(
        '<p>Choose a password, <i><%= user.username %></i></p>',
      ),
    })
    await call('register', anna)
    expect(await lastMail()).toMatchObject({
      subject: 'Welcome, anna',
      html: '<p>Choose a password, <i>anna</i></p>',
      lines: ['Choose a password, anna'],
    })
  })

  it('passwordReset works for such an account too', async () => {
    const { call, lastMail, enter } = await startPasswordless()
    await call('register', anna)
    await call('sendPasswordResetEmail', { email: anna.email })
    const { token } = await lastMail()
    expect(await call('passwordReset', { token, ...passwords })).toEqual(done('passwordReset'))
    await enter('anna', GOOD)
  })
})
