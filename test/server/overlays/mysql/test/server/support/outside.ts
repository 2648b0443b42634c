import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { onTestFinished } from 'vitest'

// What outside.ts is for SQLite.

export interface Outsider {
  run(sql: string): Promise<Record<string, unknown>[]>
  requireIntegrity(): Promise<void>
}

export async function openOutside(database: string): Promise<Outsider> {
  const connection = await createConnection({ uri: database, timezone: 'Z' })
  onTestFinished(() => connection.end())
  await connection.query("SET sql_mode = 'ANSI_QUOTES'")
  return {
    run: async (sql) => (await connection.query<RowDataPacket[]>(sql))[0],
    // MySQL sees to that itself.
    requireIntegrity: async () => {},
  }
}

/** Makes writers of sessions wait; readers go on. */
export async function holdLock(database: string): Promise<() => Promise<unknown>> {
  const { run } = await openOutside(database)
  await run('BEGIN')
  await run('SELECT id FROM users FOR UPDATE')
  return () => run('ROLLBACK')
}

export async function breakInserts(database: string, table: string): Promise<void> {
  const { run } = await openOutside(database)
  await run(
    `CREATE TRIGGER broken BEFORE INSERT ON ${table} FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'out of order'`,
  )
}

export async function dump(database: string): Promise<string> {
  const { run } = await openOutside(database)
  const tables = (await run('SHOW TABLES')).flatMap((row) => Object.values(row))
  return JSON.stringify(await Promise.all(tables.map((name) => run(`SELECT * FROM "${name}"`))))
}
