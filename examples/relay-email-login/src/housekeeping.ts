import type { EntityManager } from 'typeorm'
import type { App } from './context/app.js'
import { removeOldMailTokens } from './mail/mail-tokens.js'
import { removeDeadMails } from './mail/outbox.js'
import { ownTasks } from './own/housekeeping.js'
import { removeOldRefreshTokens } from './sessions/refresh-tokens.js'
import { removeEndedSessions } from './sessions/session-lifetime.js'

/** A periodic job, in a transaction of its own. */
export type Task = (app: App, manager: EntityManager) => Promise<void>

/** Removes expired rows, so that the database does not keep growing. */
const TASKS: Task[] = [
  removeEndedSessions,
  removeOldRefreshTokens,
  removeOldMailTokens,
  removeDeadMails,
]

const HOUR = 60 * 60 * 1000

/** Does every task once. Another server may be at it too. */
export async function cleanUp(app: App): Promise<void> {
  // The tables may not be there yet.
  if (await app.database.pendingMigrations()) return
  for (const task of TASKS) await app.database.transaction((manager) => task(app, manager))
  for (const task of ownTasks) await tryTask(app, task)
}

/** One that fails does not keep the others from being done. */
async function tryTask(app: App, task: Task): Promise<void> {
  try {
    await app.database.transaction((manager) => task(app, manager))
  } catch (error) {
    app.log.error({ event: 'housekeeping_failed', task: task.name, error })
  }
}

/** Cleans up now and every hour. @returns how to end that */
export function startHousekeeping(app: App): () => void {
  const run = () => {
    cleanUp(app).catch((error) => app.log.error({ event: 'housekeeping_failed', error }))
  }
  run()
  const timer = setInterval(run, HOUR).unref()
  return () => clearInterval(timer)
}
