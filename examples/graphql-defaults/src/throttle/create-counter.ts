import type { RedisClient } from '../database/redis.js'
import type { Limit } from '../settings/values/limits.js'
import type { Counter } from './counter.js'
import { createMemoryCounter } from './memory-counter.js'
import { createRedisCounter } from './redis-counter.js'

/**
 * A counter in memory or, for several servers, in Redis. While Redis is away, memory takes its
 * place: each server holds the limit by itself.
 *
 * @param name no one else's
 */
export function createCounter(name: string, limit: Limit, redis: RedisClient | null): Counter {
  const own = createMemoryCounter(limit)
  if (!redis) return own
  const shared = createRedisCounter(`limit:${name}`, limit, redis)
  return {
    count: (key) => shared.count(key).catch(() => own.count(key)),
    async forget(key) {
      await Promise.all([own.forget(key), shared.forget(key).catch(() => undefined)])
    },
  }
}
