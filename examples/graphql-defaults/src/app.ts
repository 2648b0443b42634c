import { join } from 'node:path'
import type { Logger } from 'pino'
import type { App } from './context/app.js'
import { loadKeys } from './crypto/keys.js'
import { openDatabase } from './database/database.js'
import { createRedis } from './database/redis.js'
import { entities } from './entities.js'
import { createMailDispatcher } from './mail/dispatcher.js'
import { createMailer } from './mail/mailer.js'
import { createMailQueue } from './mail/queue.js'
import { createMailTransport } from './mail/transports.js'
import * as hooks from './own/hooks.js'
import { breachedPasswords } from './passwords/breached-passwords.js'
import { createPasswords } from './passwords/hashing.js'
import { loadCommonPasswords } from './passwords/validators.js'
import { type Clock, systemClock } from './process/clock.js'
import { projectRoot } from './process/project-files.js'
import { mailTarget } from './settings/env/email-url.js'
import type { Env } from './settings/env/env.js'
import { greetingName } from './settings/env/front-end.js'
import type { Settings } from './settings/settings.js'
import { createThrottle } from './throttle/throttle.js'

export type { App }

const PWNED_PASSWORDS = 'https://api.pwnedpasswords.com/range/'

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
  const { EMAIL_ASYNC_TASK } = settings.GRAPHQL_AUTH
  const hasOutbox = EMAIL_ASYNC_TASK !== false
  const mailer = createMailer({
    transport: createMailTransport(mailTarget(env.emailUrl, env.mode === 'production'), {
      folder: projectRoot,
      isAwaited: !hasOutbox,
      name: greetingName(env.frontendUrl),
    }),
    settings: settings.GRAPHQL_AUTH,
    folder: projectRoot,
    from: env.emailFrom ?? settings.GRAPHQL_AUTH.EMAIL_FROM,
    site: { name: env.siteName, url: env.frontendUrl },
  })
  const keys = loadKeys(env, settings.GRAPHQL_JWT.JWT_ALGORITHM)
  const commonPasswords = loadCommonPasswords(join(projectRoot, 'data/common-passwords.txt'))
  const passwords = createPasswords({
    hasher: settings.GRAPHQL_AUTH.PASSWORD_HASHER,
    bcryptCost: settings.GRAPHQL_AUTH.BCRYPT_COST,
    log,
  })
  const redis = env.redisUrl ? createRedis(env.redisUrl, log) : null
  // Last: what fails before it leaves no connection open.
  const database = await openDatabase(env.database, entities)
  // Away for now, it comes later.
  await redis?.connect().catch(() => undefined)
  const hasQueue = EMAIL_ASYNC_TASK === 'queue'
  const queue = hasQueue && redis ? createMailQueue(redis) : null
  const mailDispatcher = createMailDispatcher(
    { clock, database, env, log, mailer, settings },
    queue,
  )
  return {
    settings,
    env,
    log,
    clock,
    database,
    redis,
    keys,
    passwords,
    commonPasswords,
    isBreached: breachedPasswords({ url: PWNED_PASSWORDS, log }),
    mailer,
    throttle: createThrottle(settings.GRAPHQL_AUTH.RATE_LIMIT, redis),
    mailDispatcher,
    hooks,
    async close() {
      await mailDispatcher.stop()
      mailer.close()
      redis?.disconnect()
      await database.close()
    },
  }
}
