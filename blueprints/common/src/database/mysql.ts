import { setTimeout } from 'node:timers/promises'
import { DataSource, type EntityManager } from 'typeorm'
import { StartError } from '../settings/start-error.js'
import type { Connections, Contents } from './connections.js'
import { isConflict } from './errors.js'
import { driverOf } from './mysql-pool.js'

/** Of one server; MySQL takes some 150 by itself. */
const MOST_CONNECTIONS = 10
/** In milliseconds: to connect, or to get one of the connections. */
const CONNECT_TIMEOUT = 5000
/** In milliseconds: what a dead network is noticed after. */
const KEEP_ALIVE = 10_000
/**
 * In milliseconds: transactions that wait for each other are ended by MySQL, and begun anew by us for
 * so long. After a pause, so that those who met do not meet again: where several insert the same and
 * the first takes it back, MySQL lets only one of the others go on.
 */
const PATIENCE = 5000
const LONGEST_PAUSE = 100
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
  const pool = await open(url, contents, [...SESSION, TIMEOUTS])

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
    close: () => pool.destroy(),
  }
}

async function open(
  url: string,
  contents: Contents,
  session: readonly string[],
): Promise<DataSource> {
  const source = new DataSource({
    type: 'mysql',
    driver: driverOf(session, CONNECT_TIMEOUT),
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
