import { describe, expect, it } from 'vitest'
import { refusedFor, wire } from '../support/answers.js'
import { startWorld } from '../support/world.js'

describe('JWT_REFRESH_EXPIRATION_DELTA', () => {
  it('is how long a refresh token lives', async () => {
    const { enter, call, clock } = await startWorld({
      GRAPHQL_JWT: { JWT_REFRESH_EXPIRATION_DELTA: '1h' },
    })
    const [early, late] = [await enter('user2'), await enter('user2')]
    clock.advance(3599)
    expect(await call('refreshToken', { refreshToken: early.refreshToken })).toMatchObject({
      success: true,
    })
    clock.advance(1)
    expect(await call('refreshToken', { refreshToken: late.refreshToken })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
  })
})

describe('JWT_REFRESH_TOKEN_N_BYTES', () => {
  it('is the length of a refresh token, which is hex', async () => {
    const { enter, call } = await startWorld({ GRAPHQL_JWT: { JWT_REFRESH_TOKEN_N_BYTES: 32 } })
    const { refreshToken } = await enter('user2')
    expect(refreshToken).toMatch(/^[0-9a-f]{64}$/)
    const next = await call('refreshToken', { refreshToken })
    expect(next.refreshToken).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('JWT_REUSE_REFRESH_TOKENS', () => {
  it('true: a refresh token stays, and its lifetime begins again', async () => {
    const { enter, call, clock } = await startWorld({
      GRAPHQL_JWT: { JWT_REUSE_REFRESH_TOKENS: true, JWT_REFRESH_EXPIRATION_DELTA: '1h' },
    })
    const { refreshToken } = await enter('user2')
    for (let round = 0; round < 3; round += 1) {
      clock.advance(3599)
      expect(await call('refreshToken', { refreshToken })).toMatchObject({
        success: true,
        refreshToken,
      })
    }
    clock.advance(3600)
    expect(await call('refreshToken', { refreshToken })).toEqual(
      refusedFor('refreshToken', wire.invalidToken),
    )
  })
})
