import jwt from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { done, refusedFor, wire } from '../support/answers.js'
import { startWorld, type World } from '../support/world.js'

const ME = '{ me { username } }'
const nobody = { data: { me: null } }
const user2 = { data: { me: { username: 'user2' } } }

const decoded = z.object({
  header: z.looseObject({ alg: z.string(), kid: z.string() }),
  payload: z.record(z.string(), z.unknown()),
})

/** What a token says of itself, unchecked. */
function read(token: string): z.output<typeof decoded> {
  return decoded.parse(jwt.decode(token, { complete: true }))
}

/** A token that says something else, signed by the server's own key. */
function resign({ app }: World, token: string, change: object): string {
  const { header, payload } = read(token)
  const claims = Object.entries({ ...payload, ...change }).filter(([, value]) => value !== null)
  const options = { keyid: header.kid, noTimestamp: true }
  return jwt.sign(Object.fromEntries(claims), app.env.secretKey, options)
}

describe('JWT_ALGORITHM', () => {
  it.each(['HS256', 'HS384', 'HS512'] as const)(
    '%s signs, and nothing else is accepted',
    async (algorithm) => {
      const { ask, enter, app } = await startWorld({ GRAPHQL_JWT: { JWT_ALGORITHM: algorithm } })
      const { token } = await enter('user2')
      const { header, payload } = read(token)
      expect(header.alg).toBe(algorithm)
      expect(await ask(ME, {}, token)).toEqual(user2)
      const others = (['HS256', 'HS384', 'HS512'] as const).filter((name) => name !== algorithm)
      for (const other of others) {
        const forged = jwt.sign(payload, app.env.secretKey, { algorithm: other, keyid: header.kid })
        expect(await ask(ME, {}, forged)).toEqual(nobody)
      }
    },
  )
})

describe('JWT_AUDIENCE', () => {
  it('is written, shown and required', async () => {
    const world = await startWorld({ GRAPHQL_JWT: { JWT_AUDIENCE: 'https://app.example.com' } })
    const { token } = await world.enter('user2')
    expect(read(token).payload.aud).toBe('https://app.example.com')
    const { payload } = await world.call('verifyToken', { token })
    expect(payload).toMatchObject({ username: 'user2', aud: 'https://app.example.com' })
    expect(await world.ask(ME, {}, token)).toEqual(user2)
    for (const aud of [null, 'https://other.example.com']) {
      const foreign = resign(world, token, { aud })
      expect(await world.ask(ME, {}, foreign)).toEqual(nobody)
      expect(await world.call('verifyToken', { token: foreign })).toEqual(
        refusedFor('verifyToken', wire.invalidToken),
      )
    }
  })
})

describe('JWT_ISSUER', () => {
  it('is written, shown and required', async () => {
    const world = await startWorld({ GRAPHQL_JWT: { JWT_ISSUER: 'us' } })
    const { token } = await world.enter('user2')
    const { payload } = await world.call('verifyToken', { token })
    expect(payload).toMatchObject({ username: 'user2', iss: 'us' })
    expect(await world.ask(ME, {}, token)).toEqual(user2)
    for (const iss of [null, 'them']) {
      expect(await world.ask(ME, {}, resign(world, token, { iss }))).toEqual(nobody)
    }
  })
})

describe('JWT_LEEWAY', () => {
  it('is how far clocks may differ', async () => {
    const { ask, enter, call, clock } = await startWorld({ GRAPHQL_JWT: { JWT_LEEWAY: '30s' } })
    const { token } = await enter('user2')
    clock.advance(329)
    expect(await ask(ME, {}, token)).toEqual(user2)
    expect(await call('verifyToken', { token })).toMatchObject({ success: true })
    clock.advance(1)
    expect(await ask(ME, {}, token)).toEqual(nobody)
    expect(await call('verifyToken', { token })).toEqual(
      refusedFor('verifyToken', wire.expiredToken),
    )
  })
})

describe('JWT_VERIFY', () => {
  it('false: signatures are not looked at', async () => {
    const { ask, enter } = await startWorld({ GRAPHQL_JWT: { JWT_VERIFY: false } })
    const { token } = await enter('user2')
    expect(await ask(ME, {}, token.replace(/\.[^.]+$/, '.c2lnbmF0dXJl'))).toEqual(user2)
  })

  it('true: they are', async () => {
    const { ask, enter } = await startWorld()
    const { token } = await enter('user2')
    expect(await ask(ME, {}, token.replace(/\.[^.]+$/, '.c2lnbmF0dXJl'))).toEqual(nobody)
  })
})

describe('JWT_VERIFY_EXPIRATION', () => {
  it('false: expired tokens are good', async () => {
    const { ask, enter, call, clock } = await startWorld({
      GRAPHQL_JWT: { JWT_VERIFY_EXPIRATION: false },
    })
    const { token } = await enter('user2')
    clock.advance(86_400)
    expect(await ask(ME, {}, token)).toEqual(user2)
    expect(await call('verifyToken', { token })).toMatchObject({ success: true })
  })

  it('true: a token cannot go without an expiry', async () => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    expect(await world.ask(ME, {}, resign(world, token, { exp: null }))).toEqual(nobody)
  })
})

describe('JWT_EXPIRATION_DELTA', () => {
  it.each([
    ['10m', 600],
    [20, 20],
  ])('%s is how long an access token lives', async (delta, seconds) => {
    const { ask, enter, clock } = await startWorld({ GRAPHQL_JWT: { JWT_EXPIRATION_DELTA: delta } })
    const { token } = await enter('user2')
    expect(read(token).payload.exp).toBe(clock.now().getTime() / 1000 + seconds)
    clock.advance(seconds - 1)
    expect(await ask(ME, {}, token)).toEqual(user2)
    clock.advance(1)
    expect(await ask(ME, {}, token)).toEqual(nobody)
  })
})

describe('JWT_ALLOW_REFRESH', () => {
  it('false: tokens have no origIat', async () => {
    const { enter, call, clock } = await startWorld({ GRAPHQL_JWT: { JWT_ALLOW_REFRESH: false } })
    const { token } = await enter('user2')
    expect(read(token).payload).not.toHaveProperty('origIat')
    const exp = clock.now().getTime() / 1000 + 300
    expect(await call('verifyToken', { token })).toEqual(
      done('verifyToken', { payload: { username: 'user2', exp } }),
    )
  })
})

describe('JWT_AUTH_HEADER_NAME', () => {
  it('is the header that carries the token, and the only one', async () => {
    const { ask, enter } = await startWorld({ GRAPHQL_JWT: { JWT_AUTH_HEADER_NAME: 'X-Access' } })
    const { token } = await enter('user2')
    expect(await ask(ME, {}, { 'x-access': `JWT ${token}` })).toEqual(user2)
    expect(await ask(ME, {}, { authorization: `JWT ${token}` })).toEqual(nobody)
  })
})

describe('JWT_AUTH_HEADER_PREFIX', () => {
  it('stands before the token; Bearer works too, and no other', async () => {
    const { ask, enter } = await startWorld({ GRAPHQL_JWT: { JWT_AUTH_HEADER_PREFIX: 'Token' } })
    const { token } = await enter('user2')
    for (const prefix of ['Token', 'Bearer']) {
      expect(await ask(ME, {}, { authorization: `${prefix} ${token}` })).toEqual(user2)
    }
    expect(await ask(ME, {}, { authorization: `JWT ${token}` })).toEqual(nobody)
  })
})
