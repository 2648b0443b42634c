import { createRequire } from 'node:module'
import type { SqliteModule } from '@photostructure/sqlite'
import { StartError } from '../errors/start-error.js'

/** SQLite 3.53 is the first that changes in place whether a column may be null, as migrations do. */
const OLDEST_MINOR = 53

const minor = Number(process.versions.sqlite?.split('.')[1] ?? 0)

/** The driver of Node.js, if it is new enough. */
const MODULE = minor < OLDEST_MINOR ? '@photostructure/sqlite' : 'node:sqlite'

let driver: SqliteModule['DatabaseSync'] | undefined

/**
 * The SQLite of Node.js itself, or the same code as a package.
 *
 * @throws StartError when the package is missing, or has no binary for this machine
 */
export function sqliteDriver(): SqliteModule['DatabaseSync'] {
  driver ??= load().DatabaseSync
  return driver
}

function load(): SqliteModule {
  const require = createRequire(import.meta.url)
  try {
    return require(MODULE)
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND'
    throw new StartError([
      isMissing
        ? `The SQLite driver ${MODULE} is not installed: run \`npm install\``
        : `The SQLite driver ${MODULE} has no binary for ${process.platform} on ${process.arch}: ` +
          'use Node.js 24.17 or newer, which contains SQLite',
    ])
  }
}
