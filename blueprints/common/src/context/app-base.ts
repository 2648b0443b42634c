import type { Logger } from 'pino'
import type { Database } from '../database/database.js'
import type { Clock } from '../process/clock.js'
import type { Env } from '../settings/env/env.js'
import type { Settings } from '../settings/settings.js'

/** The part of an `App` that its other parts are built on. */
export interface AppBase {
  settings: Settings
  env: Env
  log: Logger
  clock: Clock
  database: Database
}
