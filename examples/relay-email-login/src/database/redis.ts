import type { Logger } from 'pino'
import { requirePackage } from '../process/optional-package.js'

/** What the server uses of a client of ioredis, which not every project has. */
export interface RedisClient {
  readonly status: string
  connect(): Promise<void>
  /** @param isComingBack whether it connects again right away */
  disconnect(isComingBack?: boolean): void
  /** @returns a connection of its own, with the same options except for these */
  duplicate(options: Pick<RedisOptions, 'commandTimeout'>): RedisClient
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'ready' | 'reconnecting', listener: () => void): unknown
  ping(): Promise<unknown>
  del(key: string): Promise<unknown>
  /** @param keys how many of the arguments are keys; they come first */
  eval(script: string, keys: number, ...args: (string | number)[]): Promise<unknown>
  lpush(list: string, value: number): Promise<unknown>
  /** @returns the list and the value, or null when there was none for so many seconds */
  brpop(list: string, seconds: number): Promise<[string, string] | null>
  zscore(set: string, member: string): Promise<string | null>
  multi(): RedisTransaction
}

/** Commands that are carried out together. */
interface RedisTransaction {
  zadd(set: string, score: number, member: string): RedisTransaction
  zremrangebyrank(set: string, first: number, last: number): RedisTransaction
  pexpire(key: string, milliseconds: number): RedisTransaction
  exec(): Promise<unknown>
}

interface RedisOptions {
  lazyConnect: boolean
  enableOfflineQueue: boolean
  autoResendUnfulfilledCommands: boolean
  maxRetriesPerRequest: number
  connectTimeout: number
  commandTimeout: number
  retryStrategy(attempt: number): number
}

/** What the server uses of ioredis itself. */
export interface RedisPackage {
  Redis: new (url: string, options: RedisOptions) => RedisClient
}

/** In milliseconds. */
const CONNECT_TIMEOUT = 2000
const COMMAND_TIMEOUT = 1000
const LONGEST_PAUSE = 2000

/**
 * A client of Redis, not connected yet. While Redis is away, commands fail at once, and the
 * connection comes back by itself; the log says both, once.
 *
 * @param url `redis://` or `rediss://`; `?keyPrefix=NAME:` keeps projects on one Redis apart
 * @throws StartError where its package is not installed
 */
export function createRedis(url: string, log: Logger): RedisClient {
  const { Redis } = requirePackage<RedisPackage>('ioredis', 'REDIS_URL')
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
    // When Redis refuses a database, the driver would continue with number 0, which may be another project's.
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
  return redis
}
