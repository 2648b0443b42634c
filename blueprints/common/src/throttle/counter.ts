import type { Redis } from 'ioredis'
import type { Limit } from '../settings/object-settings.js'
import { createMemoryCounter } from './memory-counter.js'
import { createRedisCounter } from './redis-counter.js'

/** Takes back that something was counted. Where its window has ended, there is nothing to take back. */
export type Uncount = () => Promise<void>

/** It was counted. */
export interface Counted {
  /** How often in this window, with this time. */
  times: number
  /** Whether the limit is reached by that. */
  isLast: boolean
  uncount: Uncount
}

/** The limit is reached; it was not counted. */
export interface Refused {
  /** Until it may be tried again. */
  seconds: number
  /** Whether it is the first one that is refused of the key in this window. */
  isFirst: boolean
}

/** Counts by key, in windows of time that begin with what is counted first. */
export interface Counter {
  count(key: string): Promise<Counted | Refused>
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
