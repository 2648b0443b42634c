import { digest } from '../crypto/tokens.js'
import type { RedisClient } from '../database/redis.js'
import { FormError, tooManyAttempts } from '../errors/form-error.js'
import type { Settings } from '../settings/settings.js'
import type { Limit } from '../settings/values/limits.js'
import type { User } from '../users/user.entity.js'
import { type Counted, type Counter, createMemoryCounter, type Uncount } from './counter.js'
import { createKnownAddresses, type KnownAddresses } from './known-addresses.js'
import { createRedisCounter } from './redis-counter.js'

type RateLimit = Settings['GRAPHQL_AUTH']['RATE_LIMIT']

/** The members of RATE_LIMIT. */
export type LimitName = keyof Exclude<RateLimit, false>

/** A count: its limit and its key. */
export interface Tally {
  limit: LimitName
  /** An account, a network address, a recipient of mails. */
  key: string
  /**
   * Who it is of many that share the limit. One of them alone cannot use it up: the last time is left
   * to the others, and counts for no one but this one when it takes it all the same.
   */
  by?: string
  /** The account, if known: for the log. */
  user?: User | null
}

/** A limit of RATE_LIMIT is reached: nothing was tried. */
export class TooManyAttempts extends FormError {
  /**
   * @param tally what has reached its limit
   * @param seconds until it may be tried again
   * @param isFirst whether it is the first one refused since the limit was reached
   */
  constructor(
    readonly tally: Tally,
    readonly seconds: number,
    readonly isFirst: boolean,
  ) {
    super({ nonFieldErrors: [tooManyAttempts(seconds)] })
  }
}

/** Holds the limits of RATE_LIMIT. */
export interface Throttle {
  /**
   * Does something, unless a limit is reached. It counts before it knows how the task ends, so that
   * tasks at the same time cannot get past a limit together (S33). What one of the tallies refuses is
   * counted in those before it: an attempt beyond the limit of an account is not a free one.
   *
   * @param counts whether a result stays counted; a task that throws does not
   * @throws TooManyAttempts without having begun
   */
  limit<T>(
    tallies: readonly Tally[],
    task: () => Promise<T>,
    counts?: (result: T) => boolean,
  ): Promise<T>
  /** Begins to count again at zero. */
  forget(tally: Tally): Promise<void>
  /** The addresses of users that have their own counts. */
  known: KnownAddresses
}

/** The count without a limit. */
const NOT_COUNTED: Counted = { times: 0, isLast: false, uncount: async () => undefined }

/** @param redis where servers share what they count; null for one server */
export function createThrottle(settings: RateLimit, redis: RedisClient | null): Throttle {
  const counters = new Map<string, Counter>()
  for (const [name, limit] of Object.entries(settings || {})) {
    if (limit) counters.set(name, createCounter(name, limit, redis))
  }

  async function count(tally: Tally): Promise<Uncount> {
    const { key, by } = tally
    const shared = await countKey(tally, key)
    if (by === undefined) return shared.uncount
    try {
      // After the other: what was refused to all is not among the times that this one has had.
      const own = await countKey(tally, `${key} by ${by}`)
      const isBeyondShare = own.isLast && own.times > 1
      if (isBeyondShare) await shared.uncount()
      return isBeyondShare ? own.uncount : both(own, shared)
    } catch (error) {
      await shared.uncount()
      throw error
    }
  }

  async function countKey(tally: Tally, key: string): Promise<Counted> {
    const counter = counters.get(tally.limit)
    if (!counter) return NOT_COUNTED
    // Neither addresses nor what was typed is kept.
    const counted = await counter.count(digest(key))
    if ('uncount' in counted) return counted
    throw new TooManyAttempts(tally, counted.seconds, counted.isFirst)
  }

  return {
    async limit(tallies, task, counts = () => true) {
      const counted: Uncount[] = []
      for (const tally of tallies) counted.push(await count(tally))
      let isFinal = false
      try {
        const result = await task()
        isFinal = counts(result)
        return result
      } finally {
        if (!isFinal) for (const uncount of counted) await uncount()
      }
    },
    async forget({ limit, key }) {
      await counters.get(limit)?.forget(digest(key))
    },
    known: createKnownAddresses(redis),
  }
}

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

function both(...counted: readonly Counted[]): Uncount {
  return async () => void (await Promise.all(counted.map(({ uncount }) => uncount())))
}
