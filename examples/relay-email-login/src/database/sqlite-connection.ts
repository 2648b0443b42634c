import type { Database } from 'better-sqlite3'
import { DataSource } from 'typeorm'
import type { Contents } from './connections.js'
import { sqliteDriver } from './sqlite-driver.js'

/**
 * TypeORM begins transactions without a lock, and SQLite refuses a later write when another
 * process has written meanwhile. Taking the write lock at the beginning makes that one wait.
 */
function immediateSqlite() {
  const Sqlite = sqliteDriver()
  return class ImmediateSqlite extends Sqlite {
    override prepare: Database['prepare'] = (source: string) =>
      super.prepare(source === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : source)
  }
}

/** Opens a connection of its own to a database file. */
export async function openConnection(database: string, contents: Contents): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database,
    driver: immediateSqlite(),
    prepareDatabase: prepare,
    enableWAL: true,
    ...contents,
    logger: 'debug',
  })
  return dataSource.initialize()
}

/** Makes a connection compare text as the other database servers do: by case, in any script. */
function prepare(connection: Database): void {
  connection.pragma('case_sensitive_like = ON')
  connection.function('lower', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? text.toLowerCase() : text,
  )
}
