import { expect, it, vi } from 'vitest'
import { cleanUp, startHousekeeping } from '../../../src/housekeeping.js'
import { RefreshToken } from '../../../src/sessions/refresh-token.entity.js'
import { Session } from '../../../src/sessions/session.entity.js'
import { startWorld, type World, type WorldOptions } from '../support/world.js'

const DAY = 86_400

async function countsOf({ app }: World) {
  const { reader } = app.database
  return { sessions: await reader.count(Session), tokens: await reader.count(RefreshToken) }
}

async function refresh({ call }: World, refreshToken: string): Promise<string> {
  const answer = await call('refreshToken', { refreshToken })
  expect(answer).toMatchObject({ success: true })
  return String(answer.refreshToken)
}

it('removes sessions that no one can go on with, and no others', async () => {
  const world = await startWorld()
  await world.enter('user2')
  world.clock.advance(1)
  const { refreshToken } = await world.enter('user2')
  world.clock.advance(7 * DAY - 1)
  await cleanUp(world.app)
  expect(await countsOf(world)).toEqual({ sessions: 1, tokens: 1 })
  await refresh(world, refreshToken)
})

it('removes sessions that are over, however lately they were used', async () => {
  const world = await startWorld({ GRAPHQL_AUTH: { REFRESH_FAMILY_LIFETIME: '2d' } })
  const { refreshToken } = await world.enter('user2')
  world.clock.advance(2 * DAY - 1)
  await refresh(world, refreshToken)
  await cleanUp(world.app)
  expect(await countsOf(world)).toMatchObject({ sessions: 1 })
  world.clock.advance(1)
  await cleanUp(world.app)
  expect(await countsOf(world)).toEqual({ sessions: 0, tokens: 0 })
})

it.each([true, false])(
  'removes the old tokens of a session that goes on, rotation %s',
  async (rotation) => {
    const world = await startWorld({ GRAPHQL_AUTH: { REFRESH_TOKEN_ROTATION: rotation } })
    let { refreshToken } = await world.enter('user2')
    for (let day = 0; day < 14; day += 1) {
      world.clock.advance(DAY)
      refreshToken = await refresh(world, refreshToken)
    }
    await cleanUp(world.app)
    const { sessions, tokens } = await countsOf(world)
    expect(sessions).toBe(1)
    expect(tokens).toBe(rotation ? 8 : 7)
    await refresh(world, refreshToken)
  },
)

it.each<[string, WorldOptions]>([
  ['live longer than refresh tokens', { GRAPHQL_JWT: { JWT_EXPIRATION_DELTA: '30d' } }],
  ['do not expire', { GRAPHQL_JWT: { JWT_VERIFY_EXPIRATION: false } }],
])('leaves sessions whose access tokens %s', async (_case, options) => {
  const world = await startWorld(options)
  const { token } = await world.enter('user2')
  world.clock.advance(8 * DAY)
  await cleanUp(world.app)
  expect(await world.ask('{ me { username } }', {}, token)).toEqual({
    data: { me: { username: 'user2' } },
  })
})

it('is done by two servers at once', async () => {
  const world = await startWorld()
  await world.enter('user2')
  world.clock.advance(8 * DAY)
  const stops = [startHousekeeping(world.app), startHousekeeping(world.app)]
  await vi.waitFor(async () => expect(await countsOf(world)).toEqual({ sessions: 0, tokens: 0 }), {
    timeout: 10_000,
  })
  for (const stop of stops) stop()
})
