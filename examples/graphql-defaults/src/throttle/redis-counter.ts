import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { RedisClient } from '../database/redis.js'
import type { Limit } from '../settings/values/limits.js'
import type { Counter } from './counter.js'

// Each script is atomic, and about one key, as a cluster demands. They are sent whole: a Redis that
// was started again knows none of them.

/** Checks before it counts: a refused attempt never changes a count. */
const COUNT = `
local window = redis.call('HMGET', KEYS[1], 'times', 'id')
local times = tonumber(window[1] or '0')
if times >= tonumber(ARGV[1]) then
  return {0, '', redis.call('PTTL', KEYS[1]), redis.call('HSETNX', KEYS[1], 'refused', '1')}
end
if times > 0 then
  return {redis.call('HINCRBY', KEYS[1], 'times', 1), window[2], 0, 0}
end
redis.call('HSET', KEYS[1], 'times', '1', 'id', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {1, ARGV[2], 0, 0}`

/** Takes back from the window in which it was counted, or from none. */
const UNCOUNT = `
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[1] then return 0 end
if redis.call('HINCRBY', KEYS[1], 'times', -1) < 1 then redis.call('DEL', KEYS[1]) end
return 1`

const answer = z.tuple([z.int(), z.string(), z.int(), z.int()])

/**
 * Counts in Redis, for all servers together. `count` and `forget` fail while Redis is away.
 *
 * @param name no one else's
 */
export function createRedisCounter(name: string, limit: Limit, redis: RedisClient): Counter {
  return {
    async count(key) {
      const place = `${name}:${key}`
      const window = { id: randomUUID(), milliseconds: limit.seconds * 1000 }
      const [times, id, left, isFirst] = answer.parse(
        await redis.eval(COUNT, 1, place, limit.times, window.id, window.milliseconds),
      )
      if (times === 0)
        return { seconds: Math.max(1, Math.ceil(left / 1000)), isFirst: isFirst === 1 }
      return {
        times,
        isLast: times >= limit.times,
        async uncount() {
          // When Redis has gone meanwhile, it stays counted until the window ends.
          await redis.eval(UNCOUNT, 1, place, id).catch(() => undefined)
        },
      }
    },
    async forget(key) {
      await redis.del(`${name}:${key}`)
    },
  }
}
