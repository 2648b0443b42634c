import type { EntityManager } from 'typeorm'
import type { Keys } from '../crypto/keys.js'
import type { RedisClient } from '../database/redis.js'
import type { Client } from '../http/client.js'
import type { MailDispatcher } from '../mail/dispatcher.js'
import type { Mailer } from '../mail/mailer.js'
import type { IsBreached } from '../passwords/breached-passwords.js'
import type { Passwords } from '../passwords/hashing.js'
import type { Throttle } from '../throttle/throttle.js'
import type { User } from '../users/user.entity.js'
import type { AppBase } from './app-base.js'

/** Everything that is created once, at startup, and handed to those who need it. */
export interface App extends AppBase {
  /** Null without REDIS_URL. */
  redis: RedisClient | null
  keys: Keys
  passwords: Passwords
  commonPasswords: ReadonlySet<string>
  isBreached: IsBreached
  mailer: Mailer
  throttle: Throttle
  mailDispatcher: MailDispatcher
  hooks: Hooks
  close(): Promise<void>
}

/** What a hook works with: the app, and who made the request. */
export interface HookContext {
  app: App
  client: Client
}

/** The same in the transaction of what happens. What is written by its manager is undone with it. */
export interface TransactionContext extends HookContext {
  manager: EntityManager
}

/** What `src/own/hooks.ts` may export. */
export interface Hooks {
  onUserRegistering?: (user: User, context: TransactionContext) => Promise<void>
  onUserRegistered?: (user: User, context: HookContext) => Promise<void>
  onUserVerifying?: (user: User, context: TransactionContext) => Promise<void>
  onUserVerified?: (user: User, context: HookContext) => Promise<void>
}

/**
 * Calls a hook when everything is saved. What goes wrong in it is logged: it cannot undo what has
 * happened, and the client has nothing to do with it.
 */
export async function notify(
  { app, client }: HookContext,
  hook: 'onUserRegistered' | 'onUserVerified',
  user: User,
): Promise<void> {
  try {
    await app.hooks[hook]?.(user, { app, client })
  } catch (error) {
    app.log.error({ event: 'hook_failed', hook, userId: user.id, error })
  }
}
