import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createRedis } from '../../../src/database/redis.js'
import { createLog } from '../../../src/log.js'
import { settingsOf } from '../../../src/settings/settings.js'
import { type Counted, type Counter, createMemoryCounter } from '../../../src/throttle/counter.js'
import { createKnownAddresses } from '../../../src/throttle/known-addresses.js'
import { createCounter, createThrottle } from '../../../src/throttle/throttle.js'
import { hasRedis, startRedisProxy } from '../support/services.js'

const LIMIT = { times: 10, seconds: 1 }
const DAY = { times: 10, seconds: 86_400 }

async function openRedis() {
  const proxy = await startRedisProxy()
  const redis = createRedis(proxy.url, createLog('test'))
  await redis.connect()
  onTestFinished(() => redis.disconnect())
  return { proxy, redis }
}

async function attempts(counter: Counter, times: number): Promise<Counted[]> {
  const results = await Promise.all(Array.from({ length: times }, () => counter.count('key')))
  return results.flatMap((result) => ('uncount' in result ? [result] : []))
}

/** Tries until one is counted again. */
async function nextWindow(counter: Counter): Promise<void> {
  await vi.waitFor(async () => expect(await attempts(counter, 1)).toHaveLength(1), {
    timeout: 10_000,
    interval: 10,
  })
}

const STORES = [
  ['memory', async (limit = LIMIT) => createCounter('any', limit, null)],
  ['Redis', async (limit = LIMIT) => createCounter('any', limit, (await openRedis()).redis)],
] as const

const redisIsHere = await hasRedis()

describe.each(STORES.filter(([name]) => name === 'memory' || redisIsHere))('in %s', (_, open) => {
  it('of many at once no more are counted than the limit', async () => {
    const counter = await open(DAY)
    expect(await attempts(counter, 50)).toHaveLength(10)
    await counter.forget('key')
    expect(await attempts(counter, 50)).toHaveLength(10)
  })

  it('what is taken back may be counted again, and more is not', async () => {
    const counter = await open(DAY)
    const counted = await attempts(counter, 10)
    await Promise.all(counted.slice(0, 4).map(({ uncount }) => uncount()))
    expect(await attempts(counter, 50)).toHaveLength(4)
    await Promise.all(counted.slice(4).map(({ uncount }) => uncount()))
    expect(await attempts(counter, 50)).toHaveLength(6)
  })

  it('the first one that is refused is told from the others', async () => {
    const counter = await open(DAY)
    await attempts(counter, 10)
    expect(await counter.count('key')).toEqual({ seconds: 86_400, isFirst: true })
    expect(await counter.count('key')).toEqual({ seconds: expect.any(Number), isFirst: false })
  })

  it('a flood over the ends of windows gets no more than each of them holds', async () => {
    const counter = await open()
    const start = performance.now()
    let counted = 0
    while (performance.now() - start < 1500) counted += (await attempts(counter, 400)).length
    const windows = Math.ceil((performance.now() - start) / 1000)
    expect(counted).toBeGreaterThan(10)
    expect(counted).toBeLessThanOrEqual(10 * windows)
  })

  it('what a window has counted is not taken back from the next one', async () => {
    const counter = await open()
    const counted = await attempts(counter, 10)
    await nextWindow(counter)
    await Promise.all(counted.map(({ uncount }) => uncount()))
    expect(await attempts(counter, 50)).toHaveLength(9)
  })

  it('what is taken back when its window has ended begins no window', async () => {
    const counter = await open()
    const counted = await attempts(counter, 10)
    await setTimeout(LIMIT.seconds * 1000 + 50)
    await Promise.all(counted.map(({ uncount }) => uncount()))
    expect(await attempts(counter, 50)).toHaveLength(10)
  })
})

describe.skipIf(!redisIsHere)('when Redis goes', () => {
  it('memory begins at zero, however many were refused and taken back', async () => {
    const { proxy, redis } = await openRedis()
    const counter = createCounter('any', DAY, redis)
    const counted = await attempts(counter, 10)
    const flood = Array.from({ length: 20 }, () => attempts(counter, 20))
    await proxy.close()
    const escaped = (await Promise.all(flood)).flat()
    await Promise.all(counted.map(({ uncount }) => uncount()))
    // What the connection lost meanwhile was counted in memory.
    expect(escaped.length).toBeLessThanOrEqual(10)
    expect(await attempts(counter, 50)).toHaveLength(10 - escaped.length)

    await proxy.open()
    await vi.waitFor(() => expect(redis.status).toBe('ready'), { timeout: 10_000 })
    expect(await attempts(counter, 50)).toHaveLength(0)
  })

  it('what memory has counted is not taken back from Redis', async () => {
    const { proxy, redis } = await openRedis()
    const counter = createCounter('any', DAY, redis)
    await proxy.close()
    const counted = await attempts(counter, 10)
    await proxy.open()
    await vi.waitFor(() => expect(redis.status).toBe('ready'), { timeout: 10_000 })
    expect(await attempts(counter, 6)).toHaveLength(6)
    await Promise.all(counted.map(({ uncount }) => uncount()))
    expect(await attempts(counter, 50)).toHaveLength(4)
  })

  it('this server still knows whom it has seen', async () => {
    const { proxy, redis } = await openRedis()
    const known = createKnownAddresses(redis)
    await known.remember(1, '192.0.2.1')
    expect(await createKnownAddresses(redis).knows(1, '192.0.2.1')).toBe(true)
    await proxy.close()
    expect(await known.knows(1, '192.0.2.1')).toBe(true)
    expect(await createKnownAddresses(redis).knows(1, '192.0.2.1')).toBe(false)
  })
})

describe('with more keys than memory has room for', () => {
  it('those that have reached the limit are remembered', async () => {
    const counter = createMemoryCounter(DAY, 1000)
    for (let number = 0; number < 20; number += 1) {
      for (let times = 0; times < 10; times += 1) await counter.count(`hot ${number}`)
    }
    for (let number = 0; number < 5000; number += 1) await counter.count(`cold ${number}`)
    for (let number = 0; number < 20; number += 1) {
      expect(await counter.count(`hot ${number}`)).not.toHaveProperty('uncount')
    }
  })

  it('they take no more than some megabytes', async () => {
    const counter = createMemoryCounter(DAY)
    const before = process.memoryUsage().heapUsed
    for (let number = 0; number < 150_000; number += 1) await counter.count(`${number}`.padEnd(43))
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000)
  })

  it('those whose window has ended go first', async () => {
    const counter = createMemoryCounter({ times: 2, seconds: 1 }, 100)
    for (let number = 0; number < 100; number += 1) await counter.count(`early ${number}`)
    await setTimeout(1050)
    await counter.count('late')
    for (let number = 0; number < 50; number += 1) await counter.count(`other ${number}`)
    expect(await counter.count('late')).toMatchObject({ times: 2 })
  })
})

const HERE = ['memory', ...(redisIsHere ? ['Redis'] : [])]

describe.each(HERE)('a limit that addresses share, in %s', (store) => {
  it('is held when many of them ask many times at once', async () => {
    const redis = store === 'Redis' ? (await openRedis()).redis : null
    const { GRAPHQL_AUTH } = settingsOf({
      GRAPHQL_AUTH: { RATE_LIMIT: { mailByRecipient: '5/1h' } },
    })
    const throttle = createThrottle(GRAPHQL_AUTH.RATE_LIMIT, redis)
    let sent = 0
    const ask = async (by: string) => {
      const tally = { limit: 'mailByRecipient', key: 'someone', by } as const
      await throttle.limit([tally], async () => ++sent).catch(() => undefined)
    }
    for (let burst = 0; burst < 4; burst += 1) {
      const addresses = Array.from({ length: 50 }, (_, number) => `address ${number % 10}`)
      await Promise.all(addresses.toSorted().map(ask))
    }
    // Five, and one more that one of them takes when it has had four.
    expect(sent).toBeLessThanOrEqual(6)
    expect(sent).toBeGreaterThanOrEqual(5)
  })
})

describe.each(HERE)('addresses in %s', (store) => {
  it('ten of a user are known, those that were seen last', async () => {
    const redis = store === 'Redis' ? (await openRedis()).redis : null
    const known = createKnownAddresses(redis)
    for (let number = 0; number < 10; number += 1) await known.remember(1, `address ${number}`)
    // Redis orders what was seen in the same millisecond by name.
    await setTimeout(2)
    await known.remember(1, 'address 0')
    await setTimeout(2)
    await known.remember(1, 'address 10')
    const asked = redis ? createKnownAddresses(redis) : known
    const found = Array.from({ length: 11 }, (_, index) => asked.knows(1, `address ${index}`))
    expect((await Promise.all(found)).filter((isKnown) => isKnown)).toHaveLength(10)
    expect(await asked.knows(1, 'address 0')).toBe(true)
    expect(await asked.knows(1, 'address 10')).toBe(true)
    expect(await asked.knows(2, 'address 10')).toBe(false)
  })
})
