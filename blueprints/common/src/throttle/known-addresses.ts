import { digest } from '../crypto/tokens.js'
import type { RedisClient } from '../database/redis.js'

/** In milliseconds: how long an address is remembered after it was seen last. */
const LIFETIME = 30 * 24 * 60 * 60 * 1000
/** Of one user; what was seen longest ago is forgotten. */
const MOST_ADDRESSES = 10
/** In memory. */
const MOST_USERS = 20_000

/**
 * Remembers from which network addresses users have shown that they are who they say. The addresses
 * themselves are not kept.
 */
export interface KnownAddresses {
  remember(userId: number, address: string): Promise<void>
  knows(userId: number, address: string): Promise<boolean>
}

/** @param redis where servers share what they know; null for one server, which forgets when it ends */
export function createKnownAddresses(redis: RedisClient | null): KnownAddresses {
  const own = inMemory()
  const shared = redis && inRedis(redis)
  return {
    async remember(userId, address) {
      await own.remember(userId, digest(address))
      await shared?.remember(userId, digest(address)).catch(() => undefined)
    },
    async knows(userId, address) {
      if (await own.knows(userId, digest(address))) return true
      return (await shared?.knows(userId, digest(address)).catch(() => false)) ?? false
    },
  }
}

function inMemory(): KnownAddresses {
  const users = new Map<number, Map<string, number>>()
  return {
    async remember(userId, address) {
      const addresses = users.get(userId) ?? new Map<string, number>()
      putLast(addresses, address, Date.now(), MOST_ADDRESSES)
      putLast(users, userId, addresses, MOST_USERS)
    },
    async knows(userId, address) {
      const seen = users.get(userId)?.get(address)
      return seen !== undefined && seen > Date.now() - LIFETIME
    },
  }
}

/** Behind all others, of which the first one goes when there are too many. */
function putLast<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, most: number): void {
  map.delete(key)
  map.set(key, value)
  const [first] = map.keys()
  if (map.size > most && first !== undefined) map.delete(first)
}

function inRedis(redis: RedisClient): KnownAddresses {
  const placeOf = (userId: number) => `known:${userId}`
  return {
    async remember(userId, address) {
      const place = placeOf(userId)
      await redis
        .multi()
        .zadd(place, Date.now(), address)
        .zremrangebyrank(place, 0, -1 - MOST_ADDRESSES)
        .pexpire(place, LIFETIME)
        .exec()
    },
    async knows(userId, address) {
      const seen = await redis.zscore(placeOf(userId), address)
      return seen !== null && Number(seen) > Date.now() - LIFETIME
    },
  }
}
