import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import pg from 'pg'

/** What compose.yaml starts. */
const OF_COMPOSE = '<%= database.url %>'

/** Any database will do: each test has a schema of its own in it. */
export const SERVER = process.env.TEST_DATABASE_URL || ofEnvFile() || OF_COMPOSE

function ofEnvFile(): string | undefined {
  return existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')).TEST_DATABASE_URL : undefined
}

/** Runs a statement on a connection of its own. */
export async function run(sql: string): Promise<void> {
  const client = new pg.Client(SERVER)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Before all tests: without the server each of them would say so. */
export default async function requireServer(): Promise<void> {
  try {
    await run('SELECT 1')
  } catch (error) {
    const { host, pathname } = new URL(SERVER)
    const [reason] = String(error instanceof AggregateError ? error.errors[0] : error).split('\n')
    console.error(
      `TEST_DATABASE_URL: the tests cannot connect to ${host}${pathname}: ${reason}: ` +
        'run `docker compose up --detach postgres`, or set it in .env',
    )
    process.exit(1)
  }
}
