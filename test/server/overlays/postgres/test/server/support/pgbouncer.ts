import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { onTestFinished, vi } from 'vitest'
import { temporaryFolder } from '../../support/folder.js'

const SERVER =
  process.env.TEST_DATABASE_URL ?? 'postgres://postgres:postgres@127.0.0.1:5432/accounts'

/**
 * Whether PgBouncer is installed here. Where it is not, its tests are left out with a line that says
 * so; with REQUIRE_SERVICES=1 that is an error.
 */
export function hasPgBouncer(): boolean {
  const isHere = spawnSync('pgbouncer', ['--version']).status === 0
  if (isHere) return true
  if (process.env.REQUIRE_SERVICES === '1') throw new Error('PgBouncer is not installed.')
  console.warn('PgBouncer is not installed: its tests are left out.')
  return false
}

export type PoolMode = 'session' | 'transaction'

/** How to reach a database that is empty, and gone when the test ends. */
export interface PooledDatabase {
  /** The straight way. */
  direct: string
  pooled: string
}

/** Starts PgBouncer as it comes. It stops when the test ends. @param lines of its own settings */
export async function startPgBouncer(
  mode: PoolMode,
  lines: string[] = [],
): Promise<PooledDatabase> {
  const direct = await createDatabase()
  const { hostname, port, username, password, pathname } = new URL(direct)
  const folder = await temporaryFolder()
  const ownPort = await freePort()
  const secret = password === '' ? '' : ` password=${decodeURIComponent(password)}`
  const settings = [
    '[databases]',
    `* = host=${hostname} port=${port || 5432} user=${username}${secret}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${ownPort}`,
    'unix_socket_dir =',
    'auth_type = any',
    `pool_mode = ${mode}`,
    ...lines,
  ]
  const file = join(folder, 'pgbouncer.ini')
  await writeFile(file, settings.join('\n'))
  // It does not run as root.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const process_ = spawn('pgbouncer', [...user, file], { stdio: 'ignore' })
  onTestFinished(() => stop(process_))
  const pooled = `postgres://${username}@127.0.0.1:${ownPort}${pathname}`
  await vi.waitFor(() => run(pooled, 'SELECT 1'), { timeout: 20_000 })
  return { direct, pooled }
}

/** Says what sessions in a database begin with; none that began before goes on. */
export async function setDefaults(url: string, defaults: Record<string, string>): Promise<void> {
  const database = new URL(url).pathname.slice(1)
  for (const [name, value] of Object.entries(defaults)) {
    await run(url, `ALTER DATABASE ${database} SET ${name} = ${value}`)
  }
  await run(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )
}

/** Runs statements on a connection of their own. */
async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function createDatabase(): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await run(SERVER, `CREATE DATABASE ${name} TEMPLATE template0`)
  onTestFinished(() => run(SERVER, `DROP DATABASE ${name} WITH (FORCE)`))
  const url = new URL(SERVER)
  url.pathname = name
  return url.href
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('There is no port.')
  return address.port
}
