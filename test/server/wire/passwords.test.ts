import { describe, expect, it } from 'vitest'
import { done, refused, refusedFor, wire } from '../support/answers.js'
import { PASSWORD } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

const NEW = 'correct horse battery'
const passwords = { newPassword1: NEW, newPassword2: NEW }
const ME = '{ me { username } }'

/** Asks for a reset mail. @returns the token of its link */
async function resetToken({ call, lastMail }: World, email: string): Promise<string> {
  await call('sendPasswordResetEmail', { email })
  return (await lastMail()).token
}

describe('sendPasswordResetEmail', () => {
  it('mails the link to a primary address', async () => {
    const { call, mails } = await startWorld()
    expect(await call('sendPasswordResetEmail', { email: 'user2@email.com' })).toEqual(
      done('sendPasswordResetEmail'),
    )
    expect(await mails()).toMatchObject([
      { to: 'user2@email.com', subject: 'Reset your password on My Site' },
    ])
  })

  it('mails the link to a secondary address: the one that was asked for', async () => {
    const { call, mails } = await startWorld()
    await call('sendPasswordResetEmail', { email: 'user4_secondary@email.com' })
    expect((await mails()).map(({ to }) => to)).toEqual(['user4_secondary@email.com'])
  })

  it('succeeds without a mail for an unknown address', async () => {
    const { call, mails } = await startWorld()
    expect(await call('sendPasswordResetEmail', { email: 'nobody@email.com' })).toEqual(
      done('sendPasswordResetEmail'),
    )
    expect(await mails()).toEqual([])
  })

  it('succeeds without a mail for a closed account', async () => {
    const { call, mails } = await startWorld()
    expect(await call('sendPasswordResetEmail', { email: 'user5@email.com' })).toEqual(
      done('sendPasswordResetEmail'),
    )
    expect(await mails()).toEqual([])
  })
})

describe('passwordReset', () => {
  it('sets the password', async () => {
    const world = await startWorld()
    const token = await resetToken(world, 'user2@email.com')
    expect(await world.call('passwordReset', { token, ...passwords })).toEqual(
      done('passwordReset'),
    )
    await world.enter('user2', NEW)
    expect(await world.call('tokenAuth', { username: 'user2', password: PASSWORD })).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )
  })

  it('ends every session', async () => {
    const world = await startWorld()
    const before = await world.enter('user2')
    const token = await resetToken(world, 'user2@email.com')
    await world.call('passwordReset', { token, ...passwords })
    const { refreshToken } = before
    expect(await world.call('refreshToken', { refreshToken })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
    expect(await world.ask(ME, {}, before.token)).toEqual({ data: { me: null } })
  })

  it('verifies an unverified account', async () => {
    const world = await startWorld()
    const token = await resetToken(world, 'user1@email.com')
    expect(await world.see('user1')).toMatchObject({ verified: false })
    await world.call('passwordReset', { token, ...passwords })
    expect(await world.see('user1')).toMatchObject({ verified: true })
  })

  it('has token errors before form errors', async () => {
    const { call } = await startWorld()
    const weak = { newPassword1: '1', newPassword2: '2' }
    expect(await call('passwordReset', { token: 'garbage', ...weak })).toEqual(
      refusedFor('passwordReset', wire.invalidToken),
    )
  })

  it('does not use the link up when the form has errors', async () => {
    const world = await startWorld()
    const token = await resetToken(world, 'user2@email.com')
    const weak = { newPassword1: '123', newPassword2: '123' }
    expect(await world.call('passwordReset', { token, ...weak })).toEqual(
      refused('passwordReset', {
        newPassword2: [wire.tooShort, wire.tooCommon, wire.entirelyNumeric],
      }),
    )
    expect(await world.call('passwordReset', { token, ...passwords })).toEqual(
      done('passwordReset'),
    )
  })

  it('S1: works once', async () => {
    const world = await startWorld()
    const token = await resetToken(world, 'user2@email.com')
    await world.call('passwordReset', { token, ...passwords })
    const again = { newPassword1: 'another password', newPassword2: 'another password' }
    expect(await world.call('passwordReset', { token, ...again })).toEqual(
      refusedFor('passwordReset', wire.invalidToken),
    )
    await world.enter('user2', NEW)
  })

  it('does not take a link that is an hour old', async () => {
    const world = await startWorld()
    const token = await resetToken(world, 'user2@email.com')
    world.clock.advance(3599)
    const weak = { newPassword1: '', newPassword2: '' }
    expect(await world.call('passwordReset', { token, ...weak })).toEqual(
      refused('passwordReset', { newPassword1: [wire.required], newPassword2: [wire.required] }),
    )
    world.clock.advance(1)
    expect(await world.call('passwordReset', { token, ...passwords })).toEqual(
      refusedFor('passwordReset', wire.expiredToken),
    )
  })
})

describe('passwordChange', () => {
  const change = { oldPassword: PASSWORD, ...passwords }

  it('sets the password and returns tokens that work', async () => {
    const { call, ask, enter } = await startWorld()
    const { token } = await enter('user2')
    const payload = await call('passwordChange', change, token)
    expect(payload).toEqual(
      done('passwordChange', {
        token: expect.any(String),
        refreshToken: expect.stringMatching(/^[0-9a-f]{40}$/),
      }),
    )
    expect(await ask(ME, {}, String(payload.token))).toEqual({
      data: { me: { username: 'user2' } },
    })
    expect(await call('refreshToken', { refreshToken: payload.refreshToken })).toMatchObject({
      success: true,
    })
    await enter('user2', NEW)
  })

  it('ends every session that there was', async () => {
    const { call, ask, enter } = await startWorld()
    const elsewhere = await enter('user2')
    const { token, refreshToken } = await enter('user2')
    await call('passwordChange', change, token)
    for (const before of [elsewhere, { token, refreshToken }]) {
      expect(await ask(ME, {}, before.token)).toEqual({ data: { me: null } })
      expect(await call('refreshToken', { refreshToken: before.refreshToken })).toEqual(
        refusedFor('refreshToken', wire.invalidToken),
      )
    }
  })

  it('does nothing when it refuses', async () => {
    const { call, ask, enter } = await startWorld()
    const { token } = await enter('user2')
    await call('passwordChange', { ...change, newPassword2: 'other' }, token)
    await call('passwordChange', { ...change, oldPassword: 'wrong' }, token)
    expect(await ask(ME, {}, token)).toEqual({ data: { me: { username: 'user2' } } })
    await enter('user2')
  })
})
