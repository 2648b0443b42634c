import { Socket } from 'node:net'
import pg from 'pg'
import { DataSource } from 'typeorm'
import { StartError } from '../settings/start-error.js'
import type { Connections, Contents } from './connections.js'
import { connectionsTo } from './server-connections.js'

// Otherwise it would write moments in the zone of the machine, whose offset may have been odd long ago.
pg.defaults.parseInputDatesAsUTC = true

/** Of one server; PostgreSQL takes a hundred by itself. */
const MOST_CONNECTIONS = 10
/** In milliseconds: to connect, or to get one of the connections. */
const CONNECT_TIMEOUT = 5000
/** In milliseconds: longer than a statement may take. A dead network does not tell that it is. */
const SILENCE = 20_000
/** In milliseconds: what takes longer ends with an error, and keeps nobody else waiting (S59). */
const LIMITS: pg.PoolConfig = {
  lock_timeout: 5000,
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 15_000,
  stream: impatientSocket,
}
/** Who holds this advisory lock works on the tables. The number is arbitrary. */
const TABLES_LOCK = 1_795_474_800

/**
 * Connects to PostgreSQL.
 *
 * @param url `postgres://USER:PASSWORD@HOST:PORT/NAME`
 * @throws StartError when it cannot be reached
 */
export function connect(url: string, contents: Contents): Promise<Connections> {
  return connectionsTo({
    open: (purpose) => open(url, contents, purpose === 'requests' ? LIMITS : {}),
    lockTables: `SELECT pg_advisory_lock(${TABLES_LOCK})`,
  })
}

async function open(url: string, contents: Contents, limits: pg.PoolConfig): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    poolSize: MOST_CONNECTIONS,
    connectTimeoutMS: CONNECT_TIMEOUT,
    // An idle connection that is cut off is not missed: the next statement gets another one.
    poolErrorHandler: () => {},
    extra: { ...limits, keepAlive: true },
    ...contents,
    logger: 'debug',
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
