import { closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from '../errors/start-error.js'
import { DatabaseUnavailable, reasonOf } from './errors.js'
import { sqliteDriver } from './sqlite-driver.js'

/** Others may open or close it just now: how long to wait for them, in milliseconds. */
const LOCK_TIMEOUT = 5000

/**
 * Makes the folder of a database file, and looks into the file.
 *
 * @throws StartError when it cannot be opened, or is something else
 */
export function requireDatabase(file: string): void {
  const Sqlite = sqliteDriver()
  try {
    mkdirSync(dirname(file), { recursive: true })
    makeFile(file)
    const connection = new Sqlite(file, { timeout: LOCK_TIMEOUT })
    connection.exec('PRAGMA schema_version')
    connection.close()
  } catch (error) {
    throw new StartError([`DATABASE_URL: cannot open ${file}: ${reasonOf(error)}`])
  }
}

/** Its owner alone may read it. SQLite gives the same rights to the files beside it. */
function makeFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) closeSync(openSync(file, 'a', 0o600))
  // A pipe would keep us waiting forever.
  else if (!found.isFile()) throw new Error('it is not a file')
}

/** Warnings about an existing file, one line each. */
export function fileNotices(file: string): string[] {
  const isOpen = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0
  return isOpen
    ? [`DATABASE_URL: other users of this machine can read ${file}: run chmod 600 ${file}*`]
    : []
}

/**
 * An open connection keeps writing to a file that was removed or replaced: those rows are lost.
 *
 * @returns what throws DatabaseUnavailable from then on (S59)
 */
export function fileGuard(file: string): () => void {
  const opened = statSync(file)
  return () => {
    const found = statSync(file, { throwIfNoEntry: false })
    if (found?.ino === opened.ino && found.dev === opened.dev) return
    throw new DatabaseUnavailable(
      `${file} is no longer the file that was opened: restart the server`,
    )
  }
}
