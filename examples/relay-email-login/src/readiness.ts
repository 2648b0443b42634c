import type { App } from './context/app.js'
import { DatabaseUnavailable } from './database/errors.js'
import { NOT_UP_TO_DATE } from './database/migrations.js'
import { type Answer, json } from './http/answer.js'

/** The Retry-After of an answer while the server is not ready, in seconds. */
const RETRY_AFTER = '1'

/**
 * Whether the server can do its work: the database has the tables of this code, and it and, where
 * there is one, Redis answer. Changes are logged, not each request.
 */
export function readiness(app: App): () => Promise<Answer> {
  let wasReady = true

  async function check(): Promise<void> {
    await app.database.check()
    if (!(await app.database.isUpToDate())) {
      throw new DatabaseUnavailable(NOT_UP_TO_DATE)
    }
    await app.redis?.ping()
  }

  return async () => {
    try {
      await check()
      if (!wasReady) app.log.info({ event: 'ready_again' })
      wasReady = true
      return json(200, { status: 'ok' })
    } catch (error) {
      if (wasReady) app.log.error({ event: 'not_ready', error })
      wasReady = false
      return json(503, { status: 'unavailable' }, { 'retry-after': RETRY_AFTER })
    }
  }
}
