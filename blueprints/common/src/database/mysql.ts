import { Socket } from 'node:net'
import mysql from 'mysql2'
import { DataSource, type EntityManager } from 'typeorm'
import { StartError } from '../settings/start-error.js'
import type { Connections, Contents } from './connections.js'
import { isConflict } from './errors.js'

/** Of one server; MySQL takes some 150 by itself. */
const MOST_CONNECTIONS = 10
/** In milliseconds. */
const CONNECT_TIMEOUT = 5000
/** In milliseconds: what a dead network is noticed after, while nobody waits for an answer. */
const KEEP_ALIVE = 10_000
/** In milliseconds: longer than a statement may take. A dead network does not tell that it is. */
const SILENCE = 20_000
/** Transactions that wait for each other are ended by MySQL, and begun anew by us. */
const MOST_ATTEMPTS = 5
/** Who holds this lock works on the tables. Its name must be another one for each database. */
const TABLES_LOCK = `CONCAT('tables ', MD5(DATABASE()))`
/** In seconds: longer than any migration. */
const TABLES_LOCK_TIMEOUT = 86_400

/**
 * What every session begins with: names stand in double quotes, as in standard SQL; a value that
 * does not fit is an error; a transaction sees what others commit.
 */
const SESSION = [
  `SET SESSION time_zone = '+00:00', sql_mode = 'ANSI_QUOTES,STRICT_ALL_TABLES,NO_ZERO_DATE,\
NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY'`,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
]
/**
 * What takes longer ends with an error, and keeps nobody else waiting (S59). MySQL reads only the
 * first comment, and MariaDB only the second; theirs are seconds.
 */
const TIMEOUTS = `SET SESSION innodb_lock_wait_timeout = 5 /*!80000 , max_execution_time = 15000 */ \
/*M! , max_statement_time = 15, idle_transaction_timeout = 15 */`

/**
 * A pool of connections to MySQL or MariaDB. Transactions run side by side: what only one may do is
 * decided by conditional updates, unique indexes and locks of rows.
 *
 * @param url `mysql://USER:PASSWORD@HOST:PORT/NAME`, with the options of mysql2 behind a `?`
 * @throws StartError when it cannot be reached
 */
export async function connect(url: string, contents: Contents): Promise<Connections> {
  const pool = await open(url, contents, [...SESSION, TIMEOUTS], SILENCE)

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
      const source = await open(url, contents, SESSION)
      try {
        return await source.transaction('REPEATABLE READ', read)
      } finally {
        await source.destroy()
      }
    },
    // Statements on large tables take their time.
    async alone(work) {
      const source = await open(url, contents, SESSION)
      const holder = source.createQueryRunner()
      try {
        await holder.query(`SELECT GET_LOCK(${TABLES_LOCK}, ${TABLES_LOCK_TIMEOUT})`)
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
    async close() {
      // A connection that is lost by the way is closed, too.
      await pool.destroy().catch(() => {})
    },
  }
}

async function open(
  url: string,
  contents: Contents,
  session: readonly string[],
  silence = 0,
): Promise<DataSource> {
  const source = new DataSource({
    type: 'mysql',
    driver: driverOf(session, silence),
    poolSize: MOST_CONNECTIONS,
    connectTimeout: CONNECT_TIMEOUT,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: ['DATE'],
    extra: { uri: url, keepAliveInitialDelay: KEEP_ALIVE },
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

/**
 * mysql2, each connection of which begins with these statements.
 *
 * @param silence in milliseconds: a connection that says nothing for longer is ended, and what it was
 *   asked for with it; 0 for never
 */
function driverOf(session: readonly string[], silence: number) {
  return {
    createPool(options: mysql.PoolOptions): mysql.Pool {
      const pool = mysql.createPool(options)
      pool.on('connection', (connection) => {
        const stream = 'stream' in connection ? connection.stream : null
        if (stream instanceof Socket) stream.setTimeout(silence, () => stream.destroy())
        for (const statement of session) {
          connection.query(statement, (error) => error && connection.destroy())
        }
      })
      return pool
    },
  }
}
