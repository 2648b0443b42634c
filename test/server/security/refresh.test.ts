import { describe, expect, it } from 'vitest'
import { RefreshToken } from '../../../src/sessions/refresh-token.entity.js'
import { Session } from '../../../src/sessions/session.entity.js'
import { done, refusedFor, wire } from '../support/answers.js'
import { captureLog } from '../support/captured-log.js'
import { startWorld, type World } from '../support/world.js'

const ME = '{ me { username } }'
const nobody = { data: { me: null } }
const user2 = { data: { me: { username: 'user2' } } }
const dead = refusedFor('refreshToken', wire.invalidToken)

const DAY = 86_400

type Tokens = Record<'token' | 'refreshToken', string>

/** Goes on with a session. @returns its next tokens */
async function refresh({ call }: World, refreshToken: string): Promise<Tokens> {
  const answer = await call('refreshToken', { refreshToken })
  expect(answer).toMatchObject({ success: true, errors: null })
  return { token: String(answer.token), refreshToken: String(answer.refreshToken) }
}

/** Presents the refresh token of a session, which may be dead. @returns the whole answer */
function present({ call }: World, { refreshToken }: Tokens, mutation = 'refreshToken') {
  return call(mutation, { refreshToken })
}

describe('REFRESH_TOKEN_ROTATION', () => {
  it('S12: a refresh gives another token, and the old one is dead', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { REFRESH_TOKEN_REUSE_GRACE: false } })
    const first = await world.enter('user2')
    const second = await refresh(world, first.refreshToken)
    expect(second.refreshToken).not.toBe(first.refreshToken)
    expect(await present(world, first)).toEqual(dead)
  })

  it('false: the old token stays good beside a new one', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { REFRESH_TOKEN_ROTATION: false } })
    const first = await world.enter('user2')
    const second = await refresh(world, first.refreshToken)
    world.clock.advance(DAY)
    const third = await refresh(world, first.refreshToken)
    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3)
    await refresh(world, second.refreshToken)
  })
})

describe('REFRESH_TOKEN_REUSE_GRACE', () => {
  it('S13: a token that comes again after it ends its session, and no other', async () => {
    const world = await startWorld()
    const elsewhere = await world.enter('user2')
    const r0 = await world.enter('user2')
    const r1 = await refresh(world, r0.refreshToken)
    const r2 = await refresh(world, r1.refreshToken)
    world.clock.advance(10)

    expect(await present(world, r0)).toEqual(dead)

    for (const tokens of [r0, r1, r2]) {
      expect(await present(world, tokens)).toEqual(dead)
      expect(await world.ask(ME, {}, tokens.token)).toEqual(nobody)
    }
    expect(await world.ask(ME, {}, elsewhere.token)).toEqual(user2)
    await refresh(world, elsewhere.refreshToken)
  })

  it.each([false, 0] as const)('S13: %s ends the session at once', async (grace) => {
    const world = await startWorld({ GRAPHQL_AUTH: { REFRESH_TOKEN_REUSE_GRACE: grace } })
    const first = await world.enter('user2')
    const second = await refresh(world, first.refreshToken)
    expect(await present(world, first)).toEqual(dead)
    expect(await present(world, second)).toEqual(dead)
  })

  it('S13: a logout with a token that was replaced ends the session of who has the newer one', async () => {
    const world = await startWorld()
    const log = captureLog(world.app)
    const first = await world.enter('user2')
    const second = await refresh(world, first.refreshToken)
    world.clock.advance(10)
    expect(await present(world, first, 'revokeToken')).toEqual(
      refusedFor('revokeToken', wire.invalidToken),
    )
    expect(await present(world, second)).toEqual(dead)
    expect(await world.ask(ME, {}, second.token)).toEqual(nobody)
    expect(log.events()).toContainEqual(
      expect.objectContaining({ event: 'refresh_token_reused', userId: 2 }),
    )
  })

  it('S13: what happened is logged, without a token', async () => {
    const world = await startWorld()
    const lines: unknown[] = []
    world.app.log.warn = (line: unknown) => lines.push(line)
    const first = await world.enter('user2')
    const second = await refresh(world, first.refreshToken)
    const [session] = await world.app.database.reader.find(Session)
    world.clock.advance(10)
    await present(world, first)
    expect(lines).toEqual([
      expect.objectContaining({
        event: 'refresh_token_reused',
        userId: 2,
        sessionId: session?.id,
        ip: '127.0.0.1',
      }),
    ])
    for (const secret of Object.values({ ...first, next: second.refreshToken })) {
      expect(JSON.stringify(lines)).not.toContain(secret)
    }
  })

  it('S14: 20 refreshes at the same time with one token get one and the same', async () => {
    const world = await startWorld()
    const { refreshToken } = await world.enter('user2')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => refresh(world, refreshToken)),
    )
    expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1)
    expect(await liveTokens(world)).toBe(1)
    const [{ refreshToken: next } = { refreshToken: '' }] = answers
    world.clock.advance(DAY)
    await refresh(world, next)
  })

  it('S15: a client whose answer was lost gets the same token again within it', async () => {
    const world = await startWorld()
    const first = await world.enter('user2')
    const lost = await refresh(world, first.refreshToken)
    world.clock.advance(9)
    const again = await refresh(world, first.refreshToken)
    expect(again.refreshToken).toBe(lost.refreshToken)
    expect(await world.ask(ME, {}, again.token)).toEqual(user2)
    world.clock.advance(DAY)
    await refresh(world, again.refreshToken)
  })

  it('S15: also when it was the last second of the token, or a new SECRET_KEY came', async () => {
    const world = await startWorld()
    const first = await world.enter('user2')
    world.clock.advance(7 * DAY - 1)
    const lost = await refresh(world, first.refreshToken)
    world.clock.advance(5)
    const { env } = world.app
    env.secretKeyFallbacks = [env.secretKey]
    env.secretKey = 'another-secret-another-secret-another-secret'
    expect(await refresh(world, first.refreshToken)).toMatchObject({
      refreshToken: lost.refreshToken,
    })
  })

  it('is not a way around the end of a session', async () => {
    const world = await startWorld()
    const first = await world.enter('user2')
    const second = await refresh(world, first.refreshToken)
    await present(world, second, 'revokeToken')
    expect(await present(world, first)).toEqual(dead)
  })

  it('a replaced token revokes within it', async () => {
    const world = await startWorld()
    const lost = await world.enter('user2')
    await refresh(world, lost.refreshToken)
    expect(await present(world, lost, 'revokeToken')).toMatchObject({ success: true })
    expect(await world.ask(ME, {}, lost.token)).toEqual(nobody)
  })
})

describe('JWT_REUSE_REFRESH_TOKENS', () => {
  it('goes on with one token, 20 times at once', async () => {
    const world = await startWorld({ GRAPHQL_JWT: { JWT_REUSE_REFRESH_TOKENS: true } })
    const { refreshToken } = await world.enter('user2')
    await Promise.all(Array.from({ length: 20 }, () => refresh(world, refreshToken)))
    expect(await liveTokens(world)).toBe(1)
  })
})

describe('REFRESH_FAMILY_LIFETIME', () => {
  it('S16: ends a session however often it is refreshed, its access tokens too', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { REFRESH_FAMILY_LIFETIME: '10d' } })
    let tokens = await world.enter('user2')
    for (let day = 0; day < 9; day += 1) {
      world.clock.advance(DAY)
      tokens = await refresh(world, tokens.refreshToken)
    }
    world.clock.advance(DAY - 60)
    const last = await refresh(world, tokens.refreshToken)
    expect(await world.call('verifyToken', { token: last.token })).toMatchObject({
      payload: { exp: world.clock.now().getTime() / 1000 + 60 },
    })
    expect(await world.ask(ME, {}, last.token)).toEqual(user2)
    world.clock.advance(60)
    expect(await world.ask(ME, {}, last.token)).toEqual(nobody)
    expect(await present(world, last)).toEqual(dead)
  })

  it('S16: a session that is not used ends long before', async () => {
    const world = await startWorld()
    const tokens = await world.enter('user2')
    world.clock.advance(7 * DAY)
    expect(await present(world, tokens)).toEqual(dead)
  })

  it('is 90 days if nothing else is said; null: a session may go on forever', async () => {
    for (const [settings, lives] of [
      [{}, false],
      [{ REFRESH_FAMILY_LIFETIME: null }, true],
    ] as const) {
      const world = await startWorld({ GRAPHQL_AUTH: settings })
      let tokens = await world.enter('user2')
      for (let day = 6; day < 90; day += 6) {
        world.clock.advance(6 * DAY)
        tokens = await refresh(world, tokens.refreshToken)
      }
      world.clock.advance(6 * DAY)
      expect(await present(world, tokens)).toMatchObject({ success: lives })
    }
  })
})

describe('refreshBySession', () => {
  it('limits the tokens that a session gets, and finds a stolen one all the same', async () => {
    const RATE_LIMIT = { refreshBySession: '5/1h' }
    const world = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT } })
    const first = await world.enter('user2')
    const other = await world.enter('user2')
    let { refreshToken } = first
    for (let count = 0; count < 5; count += 1) {
      refreshToken = (await refresh(world, refreshToken)).refreshToken
    }
    const limited = await world.call('refreshToken', { refreshToken })
    expect(JSON.stringify(limited.errors)).toContain('too_many_attempts')
    await refresh(world, other.refreshToken)
    world.clock.advance(60)
    expect(await world.call('refreshToken', { refreshToken: first.refreshToken })).toEqual(dead)
    expect(await world.ask(ME, {}, first.token)).toEqual(nobody)
  })
})

describe('ACCESS_TOKEN_REVOCATION', () => {
  it('false: an access token lives until it expires, though its session has ended', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { ACCESS_TOKEN_REVOCATION: false } })
    const { token, refreshToken } = await world.enter('user2')
    await world.call('revokeToken', { refreshToken })
    expect(await world.ask(ME, {}, token)).toEqual(user2)
    expect(await world.call('verifyToken', { token })).toEqual(
      done('verifyToken', { payload: expect.objectContaining({ username: 'user2' }) }),
    )
    expect(await world.call('refreshToken', { refreshToken })).toEqual(dead)
    world.clock.advance(300)
    expect(await world.ask(ME, {}, token)).toEqual(nobody)
  })

  it.each(['archiveAccount', 'deleteAccount'])('false: but not after %s', async (mutation) => {
    const world = await startWorld({ GRAPHQL_AUTH: { ACCESS_TOKEN_REVOCATION: false } })
    const { token } = await world.enter('user2')
    await world.call(mutation, { password: '123456' }, token)
    expect(await world.ask(ME, {}, token)).toEqual(nobody)
  })
})

/** How many refresh tokens are good. */
function liveTokens({ app }: World): Promise<number> {
  return app.database.reader
    .createQueryBuilder(RefreshToken, 'token')
    .where('token.replacedAt IS NULL')
    .getCount()
}
