import { Socket } from 'node:net'
import pg from 'pg'
import { DataSource } from 'typeorm'
import { type Address, addressOf, driverOptions } from '../settings/env/database-url.js'
import type { Connections, Contents } from './connections.js'
import { connectionProblem, connectionsTo, type Purpose } from './server-connections.js'

// Otherwise it would write moments in the zone of the machine, whose offset may have been odd long ago.
pg.defaults.parseInputDatesAsUTC = true

/** Of one server; PostgreSQL takes a hundred by itself. */
const MOST_CONNECTIONS = 10
/** In milliseconds: to connect, or to get one of the connections. */
const CONNECT_TIMEOUT = 5000
/** In milliseconds: longer than a statement may take. A dead network sends no error. */
const SILENCE = 20_000
/** Limits in milliseconds: statements that take longer fail, and delay no one else (S59). */
const LIMITS = {
  lock_timeout: 5000,
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 15_000,
}
const NO_LIMITS = { lock_timeout: 0, statement_timeout: 0, idle_in_transaction_session_timeout: 0 }
/** The settings of each session, whatever the defaults of server, database and role. */
const SESSION = {
  DateStyle: 'ISO',
  TimeZone: 'UTC',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: 1,
  standard_conforming_strings: 'on',
  default_transaction_isolation: 'read\\ committed',
}
/** Poolers keep these for each of their clients, and restore them on the connection that it gets. */
const POOLED_SESSION = "SET DateStyle TO 'ISO'; SET TimeZone TO 'UTC'"
/** The advisory lock of the tables. The number is arbitrary. */
const TABLES_LOCK = 1_795_474_800

/** The errors of poolers that refuse session options. */
const NO_OPTIONS = /unsupported startup parameter|command-line options/i

/**
 * Connects to PostgreSQL, or to a pooler in front of it.
 *
 * @param url `postgres://USER:PASSWORD@HOST:PORT/NAME`
 * @throws StartError when it cannot be reached
 */
export async function connect(url: string, contents: Contents): Promise<Connections> {
  const address = addressOf(url)
  const isPooled = await hidesSessions(address)
  const connections = await connectionsTo({
    open: (purpose) =>
      isPooled
        ? openPooled(address, contents, purpose)
        : open(address, contents, DIRECT[purpose](address)),
    // A pooler may give each transaction to another session: it is the end of a transaction that unlocks.
    lockTables: [`BEGIN; ${setLocal(NO_LIMITS)}`, `SELECT pg_advisory_xact_lock(${TABLES_LOCK})`],
  })
  return isPooled ? { ...connections, notices: await missingLimit(connections) } : connections
}

/** Whether a pooler keeps us from saying what sessions begin with: it refuses that, or drops it. */
async function hidesSessions(address: Address): Promise<boolean> {
  const client = new pg.Client({
    ...driverOptions(address),
    ...DIRECT.requests(address),
    connectionTimeoutMillis: CONNECT_TIMEOUT,
  })
  // What happens to it shows in what it is asked.
  client.on('error', () => {})
  try {
    await client.connect()
    const isHidden = (await timeoutOf((sql) => client.query(sql))) !== LIMITS.statement_timeout
    if (!isHidden || address.sessionOptions === '') return isHidden
  } catch (error) {
    const isRefused = error instanceof Error && NO_OPTIONS.test(error.message)
    if (!isRefused) throw connectionProblem(address, error)
    if (address.sessionOptions === '') return true
  } finally {
    await client.end()
  }
  throw connectionProblem(
    address,
    new Error('the pooler does not support options: use ALTER ROLE … SET'),
  )
}

/** For how long a session lets a statement run, in milliseconds; 0 is forever. */
async function timeoutOf(
  ask: (sql: string) => Promise<{ rows: { setting: string }[] }>,
): Promise<number> {
  const { rows } = await ask("SELECT setting FROM pg_settings WHERE name = 'statement_timeout'")
  return Number(rows[0]?.setting)
}

async function missingLimit({ reader }: Connections): Promise<string[]> {
  const timeout = await timeoutOf(async (sql) => ({ rows: await reader.query(sql) }))
  if (timeout > 0) return []
  return [
    'DATABASE_URL: the pooler does not let sessions limit the time of a statement: ' +
      "statements outside of transactions have no limit; set one with ALTER ROLE … SET statement_timeout = '15s'",
  ]
}

/** The limits are those of transactions, which a pooler may give to any session. */
async function openPooled(
  address: Address,
  contents: Contents,
  purpose: Purpose,
): Promise<DataSource> {
  const { session, begin } = POOLED[purpose]
  const source = await open(address, contents, session)
  source.subscribers.push({ afterTransactionStart: ({ queryRunner }) => queryRunner.query(begin) })
  return source
}

async function open(
  address: Address,
  contents: Contents,
  session: pg.PoolConfig,
): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    poolSize: MOST_CONNECTIONS,
    connectTimeoutMS: CONNECT_TIMEOUT,
    // An idle connection that is cut off is not missed: the next statement gets another one.
    poolErrorHandler: () => {},
    extra: { ...driverOptions(address), ...session, keepAlive: true },
    ...contents,
    logger: 'debug',
  })
  try {
    return await source.initialize()
  } catch (error) {
    throw connectionProblem(address, error)
  }
}

/** How sessions begin for either purpose. */
const DIRECT: Record<Purpose, (address: Address) => pg.PoolConfig> = {
  requests: ({ sessionOptions }) => ({
    options: `${sessionOptions} ${asOptions({ ...SESSION, ...LIMITS })}`,
    stream: impatientSocket,
  }),
  'long work': ({ sessionOptions }) => ({
    options: `${sessionOptions} ${asOptions({ ...SESSION, ...NO_LIMITS })}`,
  }),
}

/** How sessions and their transactions begin behind a pooler. */
const POOLED: Record<Purpose, { session: pg.PoolConfig; begin: string }> = {
  requests: {
    session: { stream: impatientSocket, onConnect: beginPooled },
    begin: `SET TRANSACTION ISOLATION LEVEL READ COMMITTED; ${setLocal(LIMITS)}`,
  },
  'long work': { session: { onConnect: beginPooled }, begin: setLocal(NO_LIMITS) },
}

async function beginPooled(client: pg.ClientBase): Promise<void> {
  await client.query(POOLED_SESSION)
}

function asOptions(settings: Readonly<Record<string, string | number>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

function setLocal(settings: Readonly<Record<string, string | number>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `SET LOCAL ${name} TO ${value}`)
    .join('; ')
}

/** Ends when it is silent for too long, and what was asked for ends with an error. */
function impatientSocket(): Socket {
  const socket = new Socket()
  return socket.setTimeout(SILENCE, () => socket.destroy())
}
