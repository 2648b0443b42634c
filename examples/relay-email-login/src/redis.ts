import { Redis } from 'ioredis'
import type { Logger } from './log.js'

/** In milliseconds. */
const CONNECT_TIMEOUT = 2000
const COMMAND_TIMEOUT = 1000
const LONGEST_PAUSE = 2000

/**
 * Connects to Redis. When it is away, commands fail at once, and the connection comes back by
 * itself; the log says both, once.
 *
 * @param url `redis://` or `rediss://`; `?keyPrefix=NAME:` keeps projects on one Redis apart
 * @returns when it is connected, or not reachable for now
 */
export async function connectRedis(url: string, log: Logger): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    // What was sent may have been counted already: sent again, it would count twice.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_TIMEOUT,
    commandTimeout: COMMAND_TIMEOUT,
    retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_PAUSE),
  })
  let isAway = false
  /** The first error says it; others follow from that. */
  let reason: string | undefined
  redis.on('error', (error) => {
    reason ??= error.message
    // When Redis refuses a database, the driver would go on with number 0, another project's.
    if (error.name === 'ReplyError') redis.disconnect(true)
  })
  redis.on('reconnecting', () => {
    if (!isAway) log.warn({ event: 'redis_away', reason: reason ?? 'The connection was closed' })
    isAway = true
    reason = undefined
  })
  redis.on('ready', () => {
    if (isAway) log.warn({ event: 'redis_back' })
    isAway = false
  })
  await redis.connect().catch(() => undefined)
  return redis
}
