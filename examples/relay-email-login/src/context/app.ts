import type { Keys } from '../crypto/keys.js'
import type { RedisClient } from '../database/redis.js'
import type { Outbox } from '../mail/dispatcher.js'
import type { Mailer } from '../mail/mailer.js'
import type { IsBreached } from '../passwords/breached-passwords.js'
import type { Passwords } from '../passwords/hashing.js'
import type { Throttle } from '../throttle/throttle.js'
import type { AppBase } from './app-base.js'
import type { Hooks } from './hooks.js'

/** Everything that is made once, at start, and handed to whoever needs it. */
export interface App extends AppBase {
  /** Null without REDIS_URL. */
  redis: RedisClient | null
  keys: Keys
  passwords: Passwords
  commonPasswords: ReadonlySet<string>
  isBreached: IsBreached
  mailer: Mailer
  throttle: Throttle
  outbox: Outbox
  hooks: Hooks
  close(): Promise<void>
}
