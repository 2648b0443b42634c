import { randomUUID } from 'node:crypto'
import { Client } from 'pg'

const SERVER = process.env.POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'

/**
 * Whether PostgreSQL runs here. Where it does not, its tests are left out with a line that says so;
 * with REQUIRE_SERVICES=1 that is an error.
 */
export async function hasPostgres(): Promise<boolean> {
  const { host } = new URL(SERVER)
  try {
    await ask('SELECT 1')
    return true
  } catch {
    if (process.env.REQUIRE_SERVICES === '1') throw new Error(`No PostgreSQL answers at ${host}.`)
    console.warn(`No PostgreSQL answers at ${host}: its tests are left out.`)
    return false
  }
}

/** A database of one's own, empty. */
export interface OwnDatabase {
  url: string
  /** Ends every connection to it. */
  drop(): Promise<void>
}

/** Makes a database that those who ask for it has to drop. */
export async function createDatabase(): Promise<OwnDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await ask(`CREATE DATABASE "${name}" TEMPLATE template0`)
  const url = new URL(SERVER)
  url.pathname = name
  return { url: url.href, drop: () => ask(`DROP DATABASE "${name}" WITH (FORCE)`) }
}

async function ask(sql: string): Promise<void> {
  const client = new Client({ connectionString: SERVER })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
