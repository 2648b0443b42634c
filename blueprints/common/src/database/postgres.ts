import { Socket } from 'node:net'
import pg from 'pg'
import { DataSource, type EntityManager } from 'typeorm'
import { StartError } from '../settings/start-error.js'
import type { Connections, Contents } from './connections.js'
import { isConflict } from './errors.js'

// Otherwise it would write moments in the zone of the machine, whose offset may have been odd long ago.
pg.defaults.parseInputDatesAsUTC = true

/** Of one server; PostgreSQL takes a hundred by itself. */
const MOST_CONNECTIONS = 10
/** In milliseconds: to connect, or to get one of the connections. */
const CONNECT_TIMEOUT = 5000
/** In milliseconds: what takes longer ends with an error, and keeps nobody else waiting (S59). */
const TIMEOUTS = {
  lock_timeout: 5000,
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 15_000,
}
/** In milliseconds: longer than a statement may take. A dead network does not tell that it is. */
const SILENCE = 20_000
/** Transactions that wait for each other are ended by PostgreSQL, and begun anew by us. */
const MOST_ATTEMPTS = 5
/** Who holds this advisory lock works on the tables. The number is as good as any other. */
const TABLES_LOCK = 1_795_474_800

/**
 * A pool of connections. Transactions run side by side: what only one may do is decided by
 * conditional updates, unique indexes and locks of rows.
 *
 * @param url `postgres://USER:PASSWORD@HOST:PORT/NAME`
 * @throws StartError when it cannot be reached
 */
export async function connect(url: string, contents: Contents): Promise<Connections> {
  const pool = await open(url, contents, { ...TIMEOUTS, stream: impatientSocket })

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
    reader: pool.manager,
    async transact(work) {
      for (let attempts = 1; ; attempts += 1) {
        try {
          return await attempt(work)
        } catch (error) {
          if (attempts === MOST_ATTEMPTS || !isConflict(error)) throw error
        }
      }
    },
    async snapshot(read) {
      const source = await open(url, contents, {})
      try {
        return await source.transaction('REPEATABLE READ', read)
      } finally {
        await source.destroy()
      }
    },
    // Statements on large tables take their time.
    async alone(work) {
      const source = await open(url, contents, {})
      const holder = source.createQueryRunner()
      try {
        await holder.query('SELECT pg_advisory_lock($1)', [TABLES_LOCK])
        return await work(source)
      } finally {
        // The lock ends with its connection.
        await holder.release()
        await source.destroy()
      }
    },
    async check() {
      await pool.query('SELECT 1')
    },
    close: () => pool.destroy(),
  }
}

async function open(
  url: string,
  contents: Contents,
  limits: pg.PoolConfig,
): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    poolSize: MOST_CONNECTIONS,
    connectTimeoutMS: CONNECT_TIMEOUT,
    // An idle connection that is cut off is not missed: the next statement gets another one.
    poolErrorHandler: () => {},
    extra: { ...limits, keepAlive: true },
    ...contents,
    logging: false,
  })
  try {
    return await source.initialize()
  } catch (error) {
    const { host, pathname } = new URL(url)
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError([`DATABASE_URL: cannot connect to ${host}${pathname}: ${reason}`])
  }
}

/** Ends when it is silent for too long, and what was asked for ends with an error. */
function impatientSocket(): Socket {
  const socket = new Socket()
  return socket.setTimeout(SILENCE, () => socket.destroy())
}
