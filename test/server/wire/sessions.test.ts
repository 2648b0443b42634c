import { describe, expect, it } from 'vitest'
import { done, refusedFor, wire } from '../support/answers.js'
import { startWorld } from '../support/world.js'

const ME = '{ me { username } }'
const nobody = { data: { me: null } }
const user2 = { data: { me: { username: 'user2' } } }

describe('verifyToken', () => {
  it('shows the username, exp and origIat, and nothing else', async () => {
    const { call, enter, clock } = await startWorld()
    const { token } = await enter('user2')
    const now = clock.now().getTime() / 1000
    expect(await call('verifyToken', { token })).toEqual(
      done('verifyToken', { payload: { username: 'user2', exp: now + 300, origIat: now } }),
    )
  })

  it('expired_token', async () => {
    const { call, enter, clock } = await startWorld()
    const { token } = await enter('user2')
    clock.advance(299)
    expect(await call('verifyToken', { token })).toMatchObject({ success: true })
    clock.advance(1)
    expect(await call('verifyToken', { token })).toEqual(
      refusedFor('verifyToken', wire.expiredToken),
    )
  })

  it('invalid_token for a token of a session that has ended', async () => {
    const { call, enter } = await startWorld()
    const { token, refreshToken } = await enter('user2')
    await call('revokeToken', { refreshToken })
    expect(await call('verifyToken', { token })).toEqual(
      refusedFor('verifyToken', wire.invalidToken),
    )
  })
})

describe('refreshToken', () => {
  it('returns a new token, a new refreshToken and the payload', async () => {
    const { call, ask, enter, clock } = await startWorld()
    const before = await enter('user2')
    clock.advance(400)
    expect(await ask(ME, {}, before.token)).toEqual(nobody)

    const now = clock.now().getTime() / 1000
    const after = await call('refreshToken', { refreshToken: before.refreshToken })

    expect(after).toEqual(
      done('refreshToken', {
        token: expect.any(String),
        refreshToken: expect.stringMatching(/^[0-9a-f]{40}$/),
        payload: { username: 'user2', exp: now + 300, origIat: now },
      }),
    )
    expect(after.refreshToken).not.toBe(before.refreshToken)
    expect(await ask(ME, {}, String(after.token))).toEqual(user2)
  })

  it('takes the new one, again and again', async () => {
    const { call, enter } = await startWorld()
    let { refreshToken }: Record<string, unknown> = await enter('user2')
    for (let round = 0; round < 3; round += 1) {
      const answer = await call('refreshToken', { refreshToken })
      expect(answer).toMatchObject({ success: true })
      refreshToken = answer.refreshToken
    }
  })

  it('does not take a used one', async () => {
    const { call, enter, clock } = await startWorld()
    const { refreshToken } = await enter('user2')
    await call('refreshToken', { refreshToken })
    clock.advance(10)
    expect(await call('refreshToken', { refreshToken })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
  })

  it('invalid_token, not expired_token, for an expired one', async () => {
    const { call, enter, clock } = await startWorld()
    const { refreshToken } = await enter('user2')
    clock.advance(7 * 86_400)
    expect(await call('refreshToken', { refreshToken })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
  })

  it.each(['deleteAccount', 'archiveAccount'])('ends with %s', async (mutation) => {
    const { call, enter } = await startWorld()
    const { token, refreshToken } = await enter('user2')
    await call(mutation, { password: '123456' }, token)
    expect(await call('refreshToken', { refreshToken })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
  })
})

describe('revokeToken', () => {
  it('returns the time in seconds since 1970', async () => {
    const { call, enter, clock } = await startWorld()
    const { refreshToken } = await enter('user2')
    clock.advance(60)
    expect(await call('revokeToken', { refreshToken })).toEqual(
      done('revokeToken', { revoked: clock.now().getTime() / 1000 }),
    )
  })

  it('ends the session: neither token is good any more', async () => {
    const { call, ask, enter } = await startWorld()
    const { token, refreshToken } = await enter('user2')
    const elsewhere = await enter('user2')
    await call('revokeToken', { refreshToken })
    expect(await ask(ME, {}, token)).toEqual(nobody)
    expect(await call('refreshToken', { refreshToken })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
    expect(await ask(ME, {}, elsewhere.token)).toEqual(user2)
  })

  it('invalid_token for a revoked one', async () => {
    const { call, enter } = await startWorld()
    const { refreshToken } = await enter('user2')
    await call('revokeToken', { refreshToken })
    expect(await call('revokeToken', { refreshToken })).toEqual(
      refusedFor('revokeToken', wire.invalidToken),
    )
  })

  it('an expired one may still be revoked', async () => {
    const { call, enter, clock } = await startWorld()
    const { refreshToken } = await enter('user2')
    clock.advance(30 * 86_400)
    expect(await call('revokeToken', { refreshToken })).toEqual(
      done('revokeToken', { revoked: clock.now().getTime() / 1000 }),
    )
  })
})
