import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { addressNumber, behindProxy, from, send } from '../support/attempts.js'
import { type Caller, post, startWorld, type World } from '../support/world.js'

/** The cost of new projects: a hash takes a tenth of a second or more. */
const REAL_COST = 11

/** In milliseconds: what a login may wait for its turn, and the time of its hash, many times over. */
const BOUND = 5000 + 5000

const refusal = z.object({
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })),
})

/** Someone else who logs in, from somewhere else: no limit is reached. */
function logIn(world: World, number: number): Promise<Response> {
  const args = { username: `nobody${number}`, password: 'wrong' }
  return send(world, 'tokenAuth', args, from(addressNumber(number)))
}

/** Asks for `me` again and again. @returns the milliseconds of each answer, shortest first */
async function timesOfMe(
  { url }: World,
  caller: Caller,
  goesOn: (asked: number) => boolean,
): Promise<number[]> {
  const times: number[] = []
  while (goesOn(times.length)) {
    const start = performance.now()
    const response = await post(url, { query: '{ me { username } }' }, caller)
    await response.text()
    times.push(performance.now() - start)
  }
  return times.toSorted((one, other) => one - other)
}

function percentile(sorted: number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
}

describe('S57: 64 logins at the same time', () => {
  it('S57: leave `me` quick; what cannot be served soon is refused', {
    timeout: 120_000,
  }, async () => {
    const GRAPHQL_AUTH = { BCRYPT_COST: REAL_COST }
    const world = await startWorld({ ...behindProxy, GRAPHQL_AUTH })
    const { token } = await world.enter('user2')
    const idle = await timesOfMe(world, token, (asked) => asked < 300)

    const start = performance.now()
    let isOver = false
    const flood = Promise.all(
      Array.from({ length: 64 }, async (_, number) => {
        const response = await logIn(world, number)
        return { response, time: performance.now() - start }
      }),
    ).finally(() => {
      isOver = true
    })
    const busy = await timesOfMe(world, token, () => !isOver)
    const logins = await flood

    expect(percentile(busy, 0.99)).toBeLessThan(Math.max(100, 10 * percentile(idle, 0.99)))
    for (const { time } of logins) expect(time).toBeLessThan(BOUND)
    const refused = logins.filter(({ response }) => response.status !== 200)
    expect(refused.length).toBeGreaterThan(0)
    for (const { response } of refused) {
      expect(response.status).toBe(503)
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(refusal.parse(await response.json()).errors).toEqual([
        {
          message: 'The server is busy. Try again later.',
          extensions: { code: 'SERVICE_UNAVAILABLE' },
        },
      ])
    }
  })

  it('S57: an attempt that was refused so does not count', { timeout: 60_000 }, async () => {
    const GRAPHQL_AUTH = { BCRYPT_COST: REAL_COST, RATE_LIMIT: { loginByAccount: '1/15m' } }
    const world = await startWorld({ ...behindProxy, GRAPHQL_AUTH })
    const statuses = new Map<number, number>()
    await Promise.all(
      Array.from({ length: 64 }, async (_, number) => {
        statuses.set(number, (await logIn(world, number)).status)
      }),
    )
    const [refused] = [...statuses].find(([, status]) => status === 503) ?? []
    const [taken] = [...statuses].find(([, status]) => status === 200) ?? []
    if (refused === undefined || taken === undefined) throw new Error('Some should be refused.')
    expect((await logIn(world, refused)).status).toBe(200)
    expect((await logIn(world, taken)).status).toBe(429)
  })
})
