import { createRequire } from 'node:module'
import type BetterSqlite from 'better-sqlite3'
import { StartError } from '../settings/start-error.js'

/**
 * Version 13 needs Node-API 10, which Node.js has since 22.14. Version 12 serves Node.js 20, but must
 * not be used on 24.19 and later, where it brings the process down.
 */
const PACKAGE = Number(process.versions.napi) < 10 ? 'better-sqlite3' : 'better-sqlite3-13'

let driver: typeof BetterSqlite | undefined

/**
 * The better-sqlite3 that fits the Node.js that runs this.
 *
 * @throws StartError when it is missing, or was built for another Node.js: package managers leave out
 *   what they cannot build, and say nothing
 */
export function sqliteDriver(): typeof BetterSqlite {
  driver ??= load()
  return driver
}

function load(): typeof BetterSqlite {
  const require = createRequire(import.meta.url)
  try {
    const Sqlite: typeof BetterSqlite = require(PACKAGE)
    // Only this loads what was compiled.
    new Sqlite(':memory:').close()
    return Sqlite
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND'
    throw new StartError([
      isMissing
        ? `The SQLite driver ${PACKAGE} is not installed: run \`npm install --include=optional\`, ` +
          'with Python and a C++ compiler where there is no binary for this machine'
        : `The SQLite driver ${PACKAGE} is not built for Node.js ${process.version}: ` +
          `run \`npm rebuild --ignore-scripts=false ${PACKAGE}\``,
    ])
  }
}
