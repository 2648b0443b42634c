import { describe, expect, it } from 'vitest'
import { Session } from '../../../src/sessions/session.entity.js'
import { done, refusedFor, wire } from '../support/answers.js'
import { emptyPayload, mutationNames } from '../support/flavor.js'
import { PASSWORD } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }
const ME = '{ me { username } }'

/** Logs in. @returns the access token */
async function tokenOf({ call }: World, username: string): Promise<string> {
  return String((await call('tokenAuth', { username, password: PASSWORD })).token)
}

describe('JWT_LONG_RUNNING_REFRESH_TOKEN: false', () => {
  it('there are no refresh tokens', () => {
    expect(mutationNames).not.toContain('revokeToken')
    for (const name of ['register', 'tokenAuth', 'passwordChange', 'refreshToken']) {
      expect(emptyPayload(name)).toHaveProperty('token')
      expect(emptyPayload(name)).not.toHaveProperty('refreshToken')
    }
  })

  it('register and passwordChange return a token that works', async () => {
    const { call, ask, lastMail } = await startWorld()
    const { token } = await call('register', anna)
    expect(await ask(ME, {}, String(token))).toEqual({ data: { me: { username: 'anna' } } })
    await call('verifyAccount', { token: (await lastMail()).token })
    const change = { oldPassword: GOOD, newPassword1: `${GOOD}!`, newPassword2: `${GOOD}!` }
    const changed = await call('passwordChange', change, String(token))
    expect(await ask(ME, {}, String(token))).toEqual({ data: { me: null } })
    expect(await ask(ME, {}, String(changed.token))).toEqual({
      data: { me: { username: 'anna' } },
    })
  })

  it('refreshToken takes the token, and origIat stays that of the login', async () => {
    const world = await startWorld()
    const login = world.clock.now().getTime() / 1000
    const first = await tokenOf(world, 'user2')
    world.clock.advance(200)
    const second = await world.call('refreshToken', { token: first })
    const payload = { username: 'user2', exp: login + 500, origIat: login }
    expect(second).toEqual(done('refreshToken', { token: expect.any(String), payload }))
    world.clock.advance(200)
    expect(await world.call('refreshToken', { token: second.token })).toMatchObject({
      payload: { ...payload, exp: login + 700 },
    })
    expect(await world.ask(ME, {}, first)).toEqual({ data: { me: null } })
    expect(await world.ask(ME, {}, String(second.token))).toEqual({
      data: { me: { username: 'user2' } },
    })
  })

  it('expired_token and invalid_token', async () => {
    const world = await startWorld()
    const token = await tokenOf(world, 'user2')
    expect(await world.call('refreshToken', { token: 'garbage' })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
    world.clock.advance(300)
    expect(await world.call('refreshToken', { token })).toEqual(
      refusedFor('refreshToken', wire.expiredToken),
    )
  })

  it('JWT_REFRESH_EXPIRATION_DELTA counts from the login', async () => {
    const world = await startWorld({ GRAPHQL_JWT: { JWT_REFRESH_EXPIRATION_DELTA: '10m' } })
    let token = await tokenOf(world, 'user2')
    for (let minutes = 4; minutes < 10; minutes += 4) {
      world.clock.advance(240)
      const refreshed = await world.call('refreshToken', { token })
      expect(refreshed).toMatchObject({ success: true })
      token = String(refreshed.token)
    }
    world.clock.advance(120)
    expect(await world.call('refreshToken', { token })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
  })

  it('S16: REFRESH_FAMILY_LIFETIME ends the session and its last token', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { REFRESH_FAMILY_LIFETIME: '10m' } })
    const first = await tokenOf(world, 'user2')
    world.clock.advance(299)
    const second = await world.call('refreshToken', { token: first })
    world.clock.advance(299)
    const { token, payload } = await world.call('refreshToken', { token: second.token })
    expect(payload).toMatchObject({ exp: world.clock.now().getTime() / 1000 + 2 })
    world.clock.advance(2)
    expect(await world.call('refreshToken', { token })).toEqual(
      refusedFor('refreshToken', wire.expiredToken),
    )
  })

  it('S16: also where the expiry of tokens is not checked', async () => {
    const world = await startWorld({
      GRAPHQL_AUTH: { REFRESH_FAMILY_LIFETIME: '10m' },
      GRAPHQL_JWT: { JWT_VERIFY_EXPIRATION: false },
    })
    const token = await tokenOf(world, 'user2')
    world.clock.advance(600)
    expect(await world.call('refreshToken', { token })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
  })

  it('ACCESS_TOKEN_REVOCATION: false lets a token live, but not go on', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { ACCESS_TOKEN_REVOCATION: false } })
    const token = await tokenOf(world, 'user2')
    await world.app.database.transaction((manager) => manager.delete(Session, { userId: 2 }))
    expect(await world.ask(ME, {}, token)).toEqual({ data: { me: { username: 'user2' } } })
    expect(await world.call('refreshToken', { token })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
  })

  it('JWT_ALLOW_REFRESH: false refuses every refresh', async () => {
    const world = await startWorld({ GRAPHQL_JWT: { JWT_ALLOW_REFRESH: false } })
    const token = await tokenOf(world, 'user2')
    expect(await world.call('refreshToken', { token })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
  })

  it.each(['archiveAccount', 'deleteAccount'])('S17: %s ends the session', async (mutation) => {
    const world = await startWorld()
    const token = await tokenOf(world, 'user2')
    await world.call(mutation, { password: PASSWORD }, token)
    expect(await world.ask(ME, {}, token)).toEqual({ data: { me: null } })
    expect(await world.call('refreshToken', { token })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
  })
})
