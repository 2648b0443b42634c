import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import { StartError } from '../settings/start-error.js'
import { DatabaseUnavailable } from './errors.js'
import { Sqlite } from './sqlite-driver.js'

/**
 * TypeORM begins transactions without a lock, and SQLite refuses a later write when another
 * process has written meanwhile. Taking the write lock at the beginning makes that one wait.
 */
class ImmediateSqlite extends Sqlite {
  override prepare: Database['prepare'] = (source: string) =>
    super.prepare(source === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : source)
}

export const driver = ImmediateSqlite

/**
 * Makes the folder of a database file, and looks into the file.
 *
 * @throws StartError when it cannot be opened, or is something else
 */
export function requireDatabase(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const connection = new Sqlite(file)
    connection.pragma('schema_version')
    connection.close()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError([`DATABASE_URL: cannot open ${file}: ${reason}`])
  }
}

/**
 * An open connection goes on with a file that was removed or replaced: what it writes is lost.
 *
 * @returns what throws DatabaseUnavailable from then on (S59)
 */
export function fileGuard(file: string): () => void {
  const opened = statSync(file)
  return () => {
    const found = statSync(file, { throwIfNoEntry: false })
    if (found?.ino === opened.ino && found.dev === opened.dev) return
    throw new DatabaseUnavailable(`${file} is no longer the file that was opened: start again`)
  }
}

/** Makes a connection compare text as the other database servers do: by case, in any script. */
export function prepare(connection: Database): void {
  connection.pragma('case_sensitive_like = ON')
  connection.function('lower', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? text.toLowerCase() : text,
  )
}
