import { join } from 'node:path'
import { type Clock, systemClock } from './clock.js'
import { type Database, openDatabase } from './database/database.js'
import * as hooks from './hooks.js'
import type { Logger } from './log.js'
import { createMailer, type Mailer } from './mail/mailer.js'
import { createMailTransport } from './mail/transports.js'
import { loadCommonPasswords } from './passwords/common-passwords.js'
import { createPasswords, type Passwords } from './passwords/hashing.js'
import { projectRoot } from './project-root.js'
import { type Keys, loadKeys } from './sessions/keys.js'
import type { Env } from './settings/env.js'
import type { Settings } from './settings/settings.js'

/** Everything that is made once, at start, and handed to whoever needs it. */
export interface App {
  settings: Settings
  env: Env
  log: Logger
  clock: Clock
  database: Database
  keys: Keys
  passwords: Passwords
  commonPasswords: ReadonlySet<string>
  mailer: Mailer
  hooks: typeof hooks
  close(): Promise<void>
}

const BCRYPT_COST = 11

export interface AppOptions {
  settings: Settings
  env: Env
  log: Logger
  clock?: Clock
}

/** @throws StartError when something is missing or wrong */
export async function createApp({
  settings,
  env,
  log,
  clock = systemClock,
}: AppOptions): Promise<App> {
  const mailer = createMailer({
    transport: createMailTransport(env.emailUrl, projectRoot),
    settings: settings.GRAPHQL_AUTH,
    folder: projectRoot,
    from: env.emailFrom ?? settings.GRAPHQL_AUTH.EMAIL_FROM,
    site: { name: env.siteName, url: env.frontendUrl },
    now: clock.now,
  })
  const keys = loadKeys(env, settings.GRAPHQL_JWT.JWT_ALGORITHM)
  const database = await openDatabase(env.databaseFile)
  return {
    settings,
    env,
    log,
    clock,
    database,
    keys,
    passwords: createPasswords({ bcryptCost: BCRYPT_COST }),
    commonPasswords: loadCommonPasswords(join(projectRoot, 'data/common-passwords.txt')),
    mailer,
    hooks,
    async close() {
      mailer.close()
      await database.close()
    },
  }
}
