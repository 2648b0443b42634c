import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { Client } from 'pg'
import type { DatabaseName } from '../../src/settings/types.js'
import type { TestProject } from './project.js'
import { temporaryUrl } from './servers.js'
import { DatabaseSync } from './sqlite.js'

/** Runs a statement. @returns its rows, if it has any */
export type Ask = (sql: string) => Promise<unknown>

/**
 * Gives a project an empty database, for as long as the test lasts.
 *
 * @returns how to ask it, from outside of the project
 */
export async function withDatabase(project: TestProject, database: DatabaseName): Promise<Ask> {
  const url = await temporaryUrl(database)
  if (url) await project.write('.env', `${await project.read('.env')}DATABASE_URL=${url}\n`)
  const location = url || join(project.directory, 'db.sqlite3')
  return (sql) => ASKS[database](location, sql)
}

const ASKS: Record<DatabaseName, (location: string, sql: string) => Promise<unknown>> = {
  async sqlite(file, sql) {
    const database = new DatabaseSync(file)
    try {
      return database.prepare(sql).all()
    } finally {
      database.close()
    }
  },
  async postgres(connectionString, sql) {
    const client = new Client({ connectionString })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  },
  async mysql(url, sql) {
    const connection = await createConnection(url)
    try {
      return (await connection.query(sql))[0]
    } finally {
      await connection.end()
    }
  },
}
