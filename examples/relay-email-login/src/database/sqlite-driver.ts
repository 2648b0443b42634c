import { createRequire } from 'node:module'
import type BetterSqlite from 'better-sqlite3'

/**
 * Version 13 needs Node-API 10, which Node.js has since 22.14. Version 12 serves Node.js 20, but must
 * not be used on 24.19 and later, where it brings the process down.
 */
const PACKAGE = Number(process.versions.napi) < 10 ? 'better-sqlite3' : 'better-sqlite3-13'

/** The better-sqlite3 that fits the Node.js that runs this. */
export const Sqlite: typeof BetterSqlite = createRequire(import.meta.url)(PACKAGE)
