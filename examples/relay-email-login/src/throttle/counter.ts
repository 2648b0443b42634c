import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Limit } from '../settings/object-settings.js'

/** Takes back that something was counted. */
export type Uncount = () => Promise<void>

/** The limit is reached; it was not counted. */
export interface Refused {
  /** Until it may be tried again. */
  seconds: number
  /** Whether it is the first one that this process refuses of the key in this window. */
  isFirst: boolean
}

/** Counts by key, in windows of time that begin with what is counted first. */
export interface Counter {
  count(key: string): Promise<Uncount | Refused>
  /** Begins again at zero. */
  forget(key: string): Promise<void>
}

/**
 * A counter in memory or, for several servers, in Redis. While Redis is away, memory takes its
 * place: each server holds the limit by itself.
 *
 * @param name nobody else's
 */
export function createCounter(name: string, limit: Limit, redis: Redis | null): Counter {
  const options = { keyPrefix: name, points: limit.times, duration: limit.seconds }
  const memory = new RateLimiterMemory(options)
  const limiter = redis
    ? new RateLimiterRedis({
        ...options,
        storeClient: redis,
        insuranceLimiter: memory,
        rejectIfRedisNotReady: true,
      })
    : memory
  const refusals = new RateLimiterMemory({ ...options, points: 1 })

  async function refuse(key: string, { msBeforeNext }: RateLimiterRes): Promise<Refused> {
    await limiter.reward(key)
    const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
    const isFirst = await refusals.consume(key, 1, { customDuration: seconds }).then(
      () => true,
      () => false,
    )
    return { seconds, isFirst }
  }

  return {
    async count(key) {
      try {
        const { msBeforeNext } = await limiter.consume(key)
        const end = Date.now() + msBeforeNext
        return async () => {
          // In a new window it would be taken from what others have used up.
          if (Date.now() < end) await limiter.reward(key)
        }
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        return refuse(key, error)
      }
    },
    async forget(key) {
      await Promise.all([limiter.delete(key), refusals.delete(key)])
    },
  }
}
