import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from '../settings/start-error.js'
import { DatabaseUnavailable } from './errors.js'
import { Sqlite } from './sqlite-driver.js'

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
