import { DataSource } from 'typeorm'
import { type Address, addressOf, driverOptions } from '../settings/env/database-url.js'
import type { Connections, Contents } from './connections.js'
import { driverOf } from './mysql-pool.js'
import { connectionProblem, connectionsTo, type Purpose } from './server-connections.js'

/** Of one server; MySQL takes some 150 by itself. */
const MOST_CONNECTIONS = 10
/** In milliseconds: to connect, or to get one of the connections. */
const CONNECT_TIMEOUT = 5000
/** In milliseconds: the time to notice a dead network while no statement runs. */
const KEEP_ALIVE = 10_000
/** In milliseconds: longer than a statement may take. A dead network sends no error. */
const SILENCE = 20_000
/** In seconds: longer than any migration. */
const TABLES_LOCK_TIMEOUT = 86_400
/** The lock of the tables. Its name must differ per database. */
const LOCK_TABLES = `SELECT GET_LOCK(CONCAT('tables ', LEFT(SHA2(DATABASE(), 256), 32)), ${TABLES_LOCK_TIMEOUT})`

/**
 * What every session begins with, whatever the server has as its own: texts are in UTF-8; names stand
 * in double quotes, as in standard SQL; a value that does not fit is an error; each statement is done
 * at once and whole; a transaction sees what others commit.
 */
const SESSION = [
  'SET NAMES utf8mb4',
  `SET SESSION time_zone = '+00:00', sql_mode = 'ANSI_QUOTES,STRICT_ALL_TABLES,NO_ZERO_DATE,\
NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY', \
autocommit = 1, completion_type = 0, foreign_key_checks = 1, unique_checks = 1, \
sql_auto_is_null = 0, sql_safe_updates = 0, sql_big_selects = 1, sql_select_limit = DEFAULT, \
default_storage_engine = InnoDB`,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
]
/**
 * Statements that take longer fail, and delay no one else (S59). MySQL reads only the
 * first comment, and MariaDB only the second; theirs are seconds.
 */
const TIMEOUTS = `SET SESSION innodb_lock_wait_timeout = 5 /*!80000 , max_execution_time = 15000 */ \
/*M! , max_statement_time = 15, idle_transaction_timeout = 15 */`
const NO_TIMEOUTS = `SET SESSION innodb_lock_wait_timeout = 86400 /*!80000 , max_execution_time = 0 */ \
/*M! , max_statement_time = 0, idle_transaction_timeout = 0 */`

/** The options of the driver for either purpose. */
const DRIVERS = {
  requests: { session: [...SESSION, TIMEOUTS], patience: CONNECT_TIMEOUT, silence: SILENCE },
  'long work': { session: [...SESSION, NO_TIMEOUTS], patience: CONNECT_TIMEOUT, silence: 0 },
}

/**
 * Connects to MySQL or MariaDB.
 *
 * @param url `mysql://USER:PASSWORD@HOST:PORT/NAME`
 * @throws StartError when it cannot be reached
 */
export function connect(url: string, contents: Contents): Promise<Connections> {
  const address = addressOf(url)
  return connectionsTo({
    open: (purpose) => open(address, contents, purpose),
    lockTables: [LOCK_TABLES],
  })
}

async function open(address: Address, contents: Contents, purpose: Purpose): Promise<DataSource> {
  const source = new DataSource({
    type: 'mysql',
    driver: driverOf(DRIVERS[purpose]),
    poolSize: MOST_CONNECTIONS,
    connectTimeout: CONNECT_TIMEOUT,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: ['DATE'],
    extra: { ...driverOptions(address), keepAliveInitialDelay: KEEP_ALIVE },
    ...contents,
    logger: 'debug',
  })
  try {
    return await source.initialize()
  } catch (error) {
    throw connectionProblem(address, error)
  }
}
