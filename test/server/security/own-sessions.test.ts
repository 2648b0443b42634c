import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Session } from '../../../src/sessions/session.entity.js'
import { done, refused, refusedFor, wire } from '../support/answers.js'
import { startWorld, type World } from '../support/world.js'

const ME = '{ me { username } }'
const nobody = { data: { me: null } }
const user2 = { data: { me: { username: 'user2' } } }
const SESSIONS = '{ sessions { id createdAt lastUsedAt ip userAgent isCurrent } }'
const unknown = refused('revokeSession', {
  id: [{ message: 'There is no such session.', code: 'invalid' }],
})

const list = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      createdAt: z.string(),
      lastUsedAt: z.string(),
      ip: z.string(),
      userAgent: z.string(),
      isCurrent: z.boolean(),
    }),
  ),
})

async function sessionsOf({ ask }: World, token: string) {
  return list.parse((await ask(SESSIONS, {}, token)).data).sessions
}

/** The id of the session that a token belongs to. */
async function idOf(world: World, token: string): Promise<string> {
  const sessions = await sessionsOf(world, token)
  return sessions.find(({ isCurrent }) => isCurrent)?.id ?? ''
}

it('S56: an account has a thousand sessions at most; the oldest end', async () => {
  const world = await startWorld()
  const { token: oldest } = await world.enter('user2')
  const { token: someoneElse } = await world.enter('user4')
  world.clock.advance(60)
  const rows = Array.from({ length: 999 }, () => ({
    ...{ id: randomUUID(), userId: 2, ip: '127.0.0.1', userAgent: 'test' },
    ...{ createdAt: world.clock.now(), lastUsedAt: world.clock.now() },
  }))
  await world.app.database.transaction((manager) => manager.insert(Session, rows))
  const { token: newest } = await world.enter('user2')
  expect(await world.ask(ME, {}, oldest)).toEqual(nobody)
  expect(await world.ask(ME, {}, newest)).toEqual(user2)
  expect(await world.ask(ME, {}, someoneElse)).not.toEqual(nobody)
  expect(await world.app.database.reader.countBy(Session, { userId: 2 })).toBe(1000)
})

describe('sessions', () => {
  it('S20: when and where one logged in, the newest first', async () => {
    const world = await startWorld()
    const login = { username: 'user2', password: '123456' }
    const first = world.clock.now().toISOString()
    const phone = await world.call('tokenAuth', login, { 'user-agent': 'Phone/1.0' })
    world.clock.advance(60)
    const second = world.clock.now().toISOString()
    const { token } = await world.enter('user2')
    world.clock.advance(60)
    await world.call('refreshToken', { refreshToken: phone.refreshToken })

    expect(await sessionsOf(world, token)).toEqual([
      {
        id: expect.any(String),
        createdAt: second,
        lastUsedAt: second,
        ip: '127.0.0.1',
        userAgent: expect.stringContaining('node'),
        isCurrent: true,
      },
      {
        id: expect.any(String),
        createdAt: first,
        lastUsedAt: world.clock.now().toISOString(),
        ip: '127.0.0.1',
        userAgent: 'Phone/1.0',
        isCurrent: false,
      },
    ])
  })

  it('S20: no one has none, and no one sees those of others', async () => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    await world.enter('user4')
    expect(await world.ask(SESSIONS)).toEqual({ data: { sessions: null } })
    expect(await world.ask(SESSIONS, {}, 'garbage')).toEqual({ data: { sessions: null } })
    expect(await sessionsOf(world, token)).toHaveLength(1)
  })

  it('S20: are those only that have not come to their end, 100 at most', async () => {
    // So many at a time look like an attack.
    const world = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT: false } })
    await world.enter('user2')
    world.clock.advance(7 * 86_400)
    const { token } = await world.enter('user2')
    expect(await sessionsOf(world, token)).toHaveLength(1)
    await Promise.all(Array.from({ length: 100 }, () => world.enter('user2')))
    expect(await sessionsOf(world, token)).toHaveLength(100)
  })

  it('S20: their ids tell nothing that could be used as a token', async () => {
    const world = await startWorld()
    const { token, refreshToken } = await world.enter('user2')
    const id = await idOf(world, token)
    for (const secret of [token, refreshToken]) expect(atob(id)).not.toContain(secret)
    expect(atob(id)).toMatch(/^SessionNode:/)
    expect(await world.ask(ME, {}, id)).toEqual(nobody)
  })
})

describe('revokeSession', () => {
  it('S20: ends that one, its access token too', async () => {
    const world = await startWorld()
    const [caller, lost] = [await world.enter('user2'), await world.enter('user2')]
    const id = await idOf(world, lost.token)
    expect(await world.call('revokeSession', { id }, caller.token)).toEqual(done('revokeSession'))
    expect(await world.ask(ME, {}, lost.token)).toEqual(nobody)
    const { refreshToken } = lost
    expect(await world.call('refreshToken', { refreshToken })).toMatchObject({ success: false })
    expect(await world.ask(ME, {}, caller.token)).toEqual(user2)
    expect(await world.call('revokeSession', { id }, caller.token)).toEqual(unknown)
  })

  it('S20: does not end that of someone else, nor what is not a session', async () => {
    const world = await startWorld()
    const [caller, other] = [await world.enter('user2'), await world.enter('user4')]
    const ids = [
      await idOf(world, other.token),
      'garbage',
      '',
      '2',
      btoa('UserNode:2'),
      btoa('SessionNode:'),
      btoa("SessionNode:' OR 1=1"),
    ]
    for (const id of ids) {
      expect(await world.call('revokeSession', { id }, caller.token)).toEqual(unknown)
    }
    expect(await world.ask(ME, {}, other.token)).toMatchObject({ data: { me: {} } })
  })
})

describe('revokeOtherSessions and revokeAllSessions', () => {
  it('S20: end every other one, and all', async () => {
    const world = await startWorld()
    const [caller, lost] = [await world.enter('user2'), await world.enter('user2')]
    const someoneElse = await world.enter('user4')
    expect(await world.call('revokeOtherSessions', {}, caller.token)).toEqual(
      done('revokeOtherSessions'),
    )
    expect(await world.ask(ME, {}, lost.token)).toEqual(nobody)
    expect(await world.ask(ME, {}, caller.token)).toEqual(user2)

    expect(await world.call('revokeAllSessions', {}, caller.token)).toEqual(
      done('revokeAllSessions'),
    )
    expect(await world.ask(ME, {}, caller.token)).toEqual(nobody)
    expect(await world.ask(ME, {}, someoneElse.token)).toEqual({
      data: { me: { username: 'user4' } },
    })
  })

  it.each([
    ['revokeSession', { id: btoa('SessionNode:1') }],
    ['revokeOtherSessions', {}],
    ['revokeAllSessions', {}],
  ])('S20: %s needs a login, but no verified account', async (mutation, args) => {
    const world = await startWorld()
    expect(await world.call(mutation, args)).toEqual(refusedFor(mutation, wire.unauthenticated))
    const { token } = await world.enter('user1')
    const own = mutation === 'revokeSession' ? { id: await idOf(world, token) } : {}
    expect(await world.call(mutation, own, token)).toEqual(done(mutation))
  })
})
