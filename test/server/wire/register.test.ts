import { describe, expect, it } from 'vitest'
import { done, refused, refusedFor, wire } from '../support/answers.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }

describe('register', () => {
  it('creates the user and a status, unverified and not archived', async () => {
    const { call, everybody, clock } = await startWorld({ people: [] })
    await call('register', anna)
    expect(await everybody()).toEqual([
      {
        id: 'VXNlck5vZGU6MQ==',
        pk: 1,
        username: 'anna',
        email: 'anna@email.com',
        firstName: '',
        lastName: '',
        isStaff: false,
        isActive: true,
        archived: false,
        verified: false,
        secondaryEmail: null,
        lastLogin: null,
        dateJoined: clock.now().toISOString(),
      },
    ])
  })

  it('returns tokens that work', async () => {
    const { call, ask } = await startWorld({ people: [] })
    const payload = await call('register', anna)
    expect(payload).toEqual(
      done('register', {
        token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
        refreshToken: expect.stringMatching(/^[0-9a-f]{40}$/),
      }),
    )
    const { token, refreshToken } = payload
    expect(await ask('{ me { username } }', {}, String(token))).toEqual({
      data: { me: { username: 'anna' } },
    })
    expect(await call('refreshToken', { refreshToken })).toMatchObject({ success: true })
  })

  it('mails the activation link to the address', async () => {
    const { call, mails } = await startWorld({ people: [] })
    await call('register', anna)
    expect(await mails()).toMatchObject([
      { to: 'anna@email.com', subject: 'Activate your account on My Site' },
    ])
  })

  it('does nothing when it refuses', async () => {
    const { call, everybody, mails } = await startWorld()
    await call('register', { ...anna, username: 'user1' })
    expect(await everybody()).toHaveLength(5)
    expect(await mails()).toEqual([])
  })

  it('S6: wants an address that is free as a primary one and as a secondary one', async () => {
    const { call } = await startWorld()
    for (const email of ['user2@email.com', 'user4_secondary@email.com']) {
      expect(await call('register', { ...anna, email })).toEqual(
        refused('register', { email: [wire.emailTaken] }),
      )
    }
  })

  it('saves the password: it logs in, another one does not', async () => {
    const { call, enter } = await startWorld({ people: [] })
    await call('register', anna)
    await enter('anna', GOOD)
    expect(await call('tokenAuth', { username: 'anna', password: `${GOOD}.` })).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )
  })
})

describe('verifyAccount', () => {
  it('verifies', async () => {
    const { call, lastMail, see } = await startWorld({ people: [] })
    await call('register', anna)
    const { token } = await lastMail()
    expect(await call('verifyAccount', { token })).toEqual(done('verifyAccount'))
    expect(await see('anna')).toMatchObject({ verified: true })
  })

  it('says already_verified the second time', async () => {
    const { call, lastMail } = await startWorld({ people: [] })
    await call('register', anna)
    const { token } = await lastMail()
    await call('verifyAccount', { token })
    expect(await call('verifyAccount', { token })).toEqual(
      refusedFor('verifyAccount', wire.alreadyVerified),
    )
  })

  it('takes any link of those that were sent', async () => {
    const { call, mails, see } = await startWorld({ people: [] })
    await call('register', anna)
    await call('resendActivationEmail', { email: anna.email })
    const [first, second] = await mails()
    expect(await call('verifyAccount', { token: first?.token })).toEqual(done('verifyAccount'))
    expect(await call('verifyAccount', { token: second?.token })).toEqual(
      refusedFor('verifyAccount', wire.alreadyVerified),
    )
    expect(await see('anna')).toMatchObject({ verified: true })
  })

  it('does not take a link that is seven days old', async () => {
    const { call, lastMail, clock, see } = await startWorld({ people: [] })
    await call('register', anna)
    const { token } = await lastMail()
    clock.advance(7 * 86_400)
    expect(await call('verifyAccount', { token })).toEqual(
      refusedFor('verifyAccount', wire.expiredToken),
    )
    expect(await see('anna')).toMatchObject({ verified: false })
  })
})

describe('resendActivationEmail', () => {
  it('mails a link that verifies', async () => {
    const { call, lastMail, see } = await startWorld()
    expect(await call('resendActivationEmail', { email: 'user1@email.com' })).toEqual(
      done('resendActivationEmail'),
    )
    const { to, subject, token } = await lastMail()
    expect({ to, subject }).toEqual({
      to: 'user1@email.com',
      subject: 'Activate your account on My Site',
    })
    await call('verifyAccount', { token })
    expect(await see('user1')).toMatchObject({ verified: true })
  })

  it('succeeds without a mail for an unknown address', async () => {
    const { call, mails } = await startWorld()
    expect(await call('resendActivationEmail', { email: 'nobody@email.com' })).toEqual(
      done('resendActivationEmail'),
    )
    expect(await mails()).toEqual([])
  })
})
