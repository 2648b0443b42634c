import pg from 'pg'
import { onTestFinished } from 'vitest'

// What outside.ts is for SQLite.

export interface Outsider {
  run(sql: string): Promise<Record<string, unknown>[]>
  requireIntegrity(): Promise<void>
}

export async function openOutside(database: string): Promise<Outsider> {
  const client = new pg.Client(database)
  await client.connect()
  onTestFinished(() => client.end())
  return {
    run: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    // PostgreSQL sees to that itself.
    requireIntegrity: async () => {},
  }
}

/** Makes writers of sessions wait; readers go on. */
export async function holdLock(database: string): Promise<() => Promise<unknown>> {
  const { run } = await openOutside(database)
  await run('BEGIN')
  await run('LOCK TABLE users IN EXCLUSIVE MODE')
  return () => run('ROLLBACK')
}

export async function breakInserts(database: string, table: string): Promise<void> {
  const { run } = await openOutside(database)
  await run(`CREATE FUNCTION out_of_order() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'out of order'; END $$`)
  await run(
    `CREATE TRIGGER broken BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION out_of_order()`,
  )
}

export async function dump(database: string): Promise<string> {
  const { run } = await openOutside(database)
  const tables = await run('SELECT tablename FROM pg_tables WHERE schemaname = current_schema()')
  const rows = tables.map(({ tablename }) => run(`SELECT * FROM "${tablename}"`))
  return JSON.stringify(await Promise.all(rows))
}
