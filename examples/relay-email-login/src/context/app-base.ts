import type { Logger } from 'pino'
import type { Database } from '../database/database.js'
import type { Clock } from '../process/clock.js'
import type { Env } from '../settings/env/env.js'
import type { Settings } from '../settings/settings.js'

/** What the parts of an `App` are built on: they do not know the whole. */
export interface AppBase {
  settings: Settings
  env: Env
  log: Logger
  clock: Clock
  database: Database
}
