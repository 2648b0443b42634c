import type { EntityManager } from 'typeorm'
import type { Client } from '../http/client.js'
import type { User } from '../users/user.entity.js'
import type { App } from './app.js'

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
