import { Client, TypeOverrides, types } from 'pg'
import { afterAll } from 'vitest'
import { type Dialect, dialectOf } from '../../src/model/dialects.js'
import type { DatabaseName } from '../../src/settings/types.js'
import { effort } from './effort.js'
import { hasMysql } from './mysql.js'
import { createDatabase, hasPostgres } from './postgres.js'
import { DatabaseSync } from './sqlite.js'
import { mysqlOpener } from './tables-on-mysql.js'

export type Value = string | number | null
export type Row = Record<string, unknown>

/** An empty database, as far as tests of tables need one. */
export interface TestDatabase {
  dialect: Dialect
  /** Adds to the table of users what its owner may have added. */
  additions: readonly string[]
  run(sql: string, values?: readonly Value[]): Promise<Row[]>
  /** Begins a transaction in a session whose settings are not the usual ones. */
  begin(): Promise<void>
  /** Ends it as a migration ends that failed. */
  abort(): Promise<void>
  /** What the database knows of the table of users: columns and indexes. */
  layout(): Promise<unknown>
}

/** What makes an empty database. */
export type OpenDatabase = () => Promise<TestDatabase>

/** The databases that a file of tests runs on: those that are there. */
export async function testDatabases(): Promise<(readonly [DatabaseName, OpenDatabase])[]> {
  return [
    ['sqlite', openSqlite],
    ...((await hasPostgres()) ? [['postgres', await postgresTables()] as const] : []),
    ...((await hasMysql()) ? [['mysql', await mysqlOpener()] as const] : []),
  ]
}

/** How often a law is tried: a server takes ten times as long, and one that flushes its files more. */
export function runsOn(database: DatabaseName): number {
  return Math.ceil(effort.migrationRuns / COSTS[database])
}

const COSTS: Record<DatabaseName, number> = { sqlite: 1, postgres: 4, mysql: 20 }

async function postgresTables(): Promise<OpenDatabase> {
  const { url, drop } = await createDatabase()
  const client = new Client({ connectionString: url, types: readAsSqlite() })
  await client.connect()
  afterAll(async () => {
    await client.end()
    await drop()
  })
  return postgresOpener(client)
}

async function openSqlite(): Promise<TestDatabase> {
  const database = new DatabaseSync(':memory:')
  const rows = (sql: string, values: readonly Value[] = []): Row[] =>
    // As the other drivers answer them: objects with a prototype.
    database
      .prepare(sql)
      .all(...values)
      .map((row) => ({ ...row }))
  return {
    dialect: dialectOf('sqlite'),
    additions: [
      `ALTER TABLE "users" ADD COLUMN "avatar" text COLLATE NOCASE DEFAULT 'none'`,
      'CREATE INDEX "my_avatars" ON "users" (LOWER("avatar"))',
    ],
    run: async (sql, values) => rows(sql, values),
    begin: async () => void rows('BEGIN'),
    abort: async () => void rows('ROLLBACK'),
    layout: async () => ({
      columns: rows(
        'SELECT "name", "type", "notnull", "dflt_value" FROM pragma_table_info(\'users\') ORDER BY "name"',
      ),
      indexes: rows(`SELECT "sql" FROM "sqlite_master" WHERE "type" = 'index' ORDER BY "name"`),
    }),
  }
}

/** One connection for all of them, each in a schema of its own: that is much faster. */
async function postgresOpener(client: Client): Promise<OpenDatabase> {
  await client.query("SET TimeZone TO 'UTC'; SET synchronous_commit TO off")
  let schemas = 0
  let current = 0

  async function open(): Promise<TestDatabase> {
    schemas += 1
    const own = schemas
    await client.query(`CREATE SCHEMA s${own}`)

    async function run(sql: string, values: readonly Value[] = []): Promise<Row[]> {
      if (current !== own) await client.query(`SET search_path TO s${own}`)
      current = own
      return (await client.query<Row>(sql, [...values])).rows
    }

    return {
      dialect: dialectOf('postgres'),
      additions: [
        `ALTER TABLE "users" ADD COLUMN "avatar" text COLLATE "C" DEFAULT 'none'`,
        'CREATE INDEX "my_avatars" ON "users" (LOWER("avatar"))',
      ],
      run,
      async begin() {
        await run('BEGIN')
        await run("SET LOCAL TimeZone TO 'Pacific/Auckland'")
        await run("SET LOCAL DateStyle TO 'German'")
        await run('SET LOCAL standard_conforming_strings TO off')
      },
      abort: async () => void (await run('ROLLBACK')),
      layout: async () => ({
        columns: await run(
          `SELECT attname, format_type(atttypid, atttypmod), attnotnull, attcollation::regcollation, REPLACE(pg_get_expr(adbin, adrelid), 's${own}.', '') AS value FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid = '"users"'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname`,
        ),
        indexes: await run(
          `SELECT REPLACE(pg_get_indexdef(indexrelid), 's${own}.', '') AS sql FROM pg_index WHERE indrelid = '"users"'::regclass ORDER BY sql`,
        ),
      }),
    }
  }

  return open
}

/** Reads values as SQLite has them, so that tests expect the same of both. */
function readAsSqlite(): TypeOverrides {
  const { BOOL, DATE, TIMESTAMPTZ } = types.builtins
  const moment: (text: string) => Date = types.getTypeParser(TIMESTAMPTZ, 'text')
  const overrides = new TypeOverrides()
  overrides.setTypeParser(BOOL, (text) => Number(text === 't'))
  overrides.setTypeParser(DATE, (text) => text)
  overrides.setTypeParser(TIMESTAMPTZ, (text) =>
    moment(text).toISOString().replace('T', ' ').replace('Z', ''),
  )
  return overrides
}
