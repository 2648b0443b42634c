import { setTimeout } from 'node:timers/promises'
import type { DataSource, EntityManager } from 'typeorm'
import { StartError } from '../errors/start-error.js'
import type { Connections } from './connections.js'
import { isConflict, reasonOf } from './errors.js'

/**
 * In milliseconds: transactions that wait for each other are ended by the database, and begun again by
 * us for so long. After a pause, so that those who met do not meet again: where several insert the
 * same and the first takes it back, only one of the others may go on.
 */
const PATIENCE = 5000
const LONGEST_PAUSE = 100

/** The statements of requests end after some seconds; other work may take its time. */
export type Purpose = 'requests' | 'long work'

/** The differences between database servers. */
export interface DatabaseServer {
  /** A pool of connections. */
  open(purpose: Purpose): Promise<DataSource>
  /** Statements that wait until no one else works on the tables. The end of their connection unlocks. */
  lockTables: readonly string[]
}

/**
 * Transactions run side by side: what only one may do is decided by conditional updates, unique
 * indexes and locks of rows.
 *
 * @throws StartError when the server cannot be reached
 */
export async function connectionsTo({ open, lockTables }: DatabaseServer): Promise<Connections> {
  const pool = await open('requests')

  async function attempt<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = pool.createQueryRunner()
    try {
      await runner.startTransaction()
      const result = await work(runner.manager)
      await runner.commitTransaction()
      return result
    } catch (error) {
      // Without a connection there is nothing to roll back.
      await runner.rollbackTransaction().catch(() => {})
      throw error
    } finally {
      await runner.release()
    }
  }

  return {
    notices: [],
    reader: pool.manager,
    async transact(work) {
      const deadline = Date.now() + PATIENCE
      for (;;) {
        try {
          return await attempt(work)
        } catch (error) {
          if (Date.now() > deadline || !isConflict(error)) throw error
        }
        await setTimeout(Math.random() * LONGEST_PAUSE)
      }
    },
    async snapshot(read) {
      const source = await open('long work')
      try {
        return await source.transaction('REPEATABLE READ', read)
      } finally {
        await source.destroy()
      }
    },
    async alone(work) {
      const source = await open('long work')
      const holder = source.createQueryRunner()
      try {
        for (const statement of lockTables) await holder.query(statement)
        return await work(source)
      } finally {
        await holder.release()
        await source.destroy()
      }
    },
    async check() {
      await pool.query('SELECT 1')
    },
    async close() {
      // A connection that is lost meanwhile is closed too.
      await pool.destroy().catch(() => {})
    },
  }
}

/** Why there is no connection to a server. */
export function connectionProblem(
  { host, database }: { host: string; database: string },
  error: unknown,
): StartError {
  if (error instanceof StartError) return error
  const reason = reasonOf(error)
  return new StartError([`DATABASE_URL: cannot connect to ${host}/${database}: ${reason}`])
}
