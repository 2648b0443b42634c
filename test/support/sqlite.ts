import { createRequire } from 'node:module'
import type BetterSqlite from 'better-sqlite3'

const name = Number(process.versions.napi) < 10 ? 'better-sqlite3' : 'better-sqlite3-13'

/** The better-sqlite3 that fits the Node.js that runs this, as rendered projects choose it. */
export const Sqlite: typeof BetterSqlite = createRequire(import.meta.url)(name)
