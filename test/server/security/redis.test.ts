import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createRedis } from '../../../src/database/redis.js'
import { createLog } from '../../../src/log.js'
import { codeOf, guess } from '../support/attempts.js'
import { PASSWORD } from '../support/people.js'
import { type ProcessOptions, startProcesses } from '../support/processes.js'
import { hasRedis, type RedisProxy, startRedisProxy } from '../support/services.js'

const RIGHT = { username: 'user2', password: PASSWORD }
const OTHER = { username: 'user4', password: PASSWORD }

/** Time for processes to start while the machine does other things. */
const TIMEOUT = { timeout: 90_000 }

/** A server notices within moments that Redis is away, or back. */
const SOON = { timeout: 10_000 }

/** Servers that use it; their hashes are cheap, so that no one waits for them. */
function serversWith({ url }: RedisProxy): ProcessOptions {
  const GRAPHQL_AUTH = { BCRYPT_COST: 4, RATE_LIMIT: { loginByAddress: false } }
  return { env: { REDIS_URL: url }, GRAPHQL_AUTH }
}

describe.skipIf(!(await hasRedis()))('with Redis', () => {
  it('S33: two servers share the count', TIMEOUT, async () => {
    const redis = await startRedisProxy()
    const { servers } = await startProcesses(2, serversWith(redis))
    const [one, other] = servers
    if (!one || !other) throw new Error('Two servers were asked for.')
    await guess(one, 5)
    const codes = (await guess(other, 6)).map(codeOf)
    expect(codes).toEqual([...Array(5).fill('invalid_credentials'), 'too_many_attempts'])
    expect(codeOf(await one.call('tokenAuth', RIGHT))).toBe('too_many_attempts')
  })

  it('a database that Redis does not have is not replaced by another one', async () => {
    const { url } = await startRedisProxy()
    const lines: string[] = []
    const log = createLog('production', { write: (line) => lines.push(line) })
    const redis = createRedis(url.replace('?', '/1000000?'), log)
    onTestFinished(() => redis.disconnect())
    await redis.connect().catch(() => undefined)
    await expect(redis.ping()).rejects.toThrow()
    expect(lines.join()).toMatch(/"event":"redis_away","reason":"ERR DB index is out of range"/)
  })

  it('S33: 50 at the same time on two servers are no more than 10', TIMEOUT, async () => {
    const redis = await startRedisProxy()
    const { servers } = await startProcesses(2, serversWith(redis))
    const codes = await Promise.all(
      servers.flatMap(({ call }) =>
        Array.from({ length: 25 }, async () =>
          codeOf(await call('tokenAuth', { username: 'nobody', password: 'wrong' })),
        ),
      ),
    )
    expect(codes.filter((code) => code === 'invalid_credentials')).toHaveLength(10)
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(40)
  })

  it('S33: a server goes on with its own counts while Redis is away', TIMEOUT, async () => {
    const redis = await startRedisProxy()
    const { servers } = await startProcesses(1, serversWith(redis))
    const [server] = servers
    if (!server) throw new Error('One server was asked for.')
    const readiness = async () => (await fetch(`${server.url}/ready`)).status
    // More than ten: a machine that is very busy may have missed an answer of Redis.
    await guess(server, 20)
    expect(codeOf(await server.call('tokenAuth', RIGHT))).toBe('too_many_attempts')

    await redis.close()
    await vi.waitFor(async () => expect(await readiness()).toBe(503), SOON)
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
    expect(await server.call('tokenAuth', OTHER)).toMatchObject({ success: true })
    const codes = (await guess(server, 11, { username: 'nobody' })).map(codeOf)
    expect(codes).toEqual([...Array(10).fill('invalid_credentials'), 'too_many_attempts'])

    await redis.open()
    await vi.waitFor(async () => expect(await readiness()).toBe(200), SOON)
    expect(codeOf(await server.call('tokenAuth', RIGHT))).toBe('too_many_attempts')
    expect(server.output().match(/redis_away/g)).toHaveLength(1)
    expect(server.output().match(/redis_back/g)).toHaveLength(1)
  })

  it('a server starts and stops without it', TIMEOUT, async () => {
    const redis = await startRedisProxy()
    await redis.close()
    const { servers } = await startProcesses(1, serversWith(redis))
    const [server] = servers
    expect(await server?.call('tokenAuth', RIGHT)).toMatchObject({ success: true })
    expect(await server?.kill('SIGTERM')).toBe(0)
  })
})
