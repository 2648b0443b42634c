import { createRequire } from 'node:module'
import type { SqliteModule } from '@photostructure/sqlite'

const minor = Number(process.versions.sqlite?.split('.')[1] ?? 0)
const sqlite: SqliteModule = createRequire(import.meta.url)(
  minor < 53 ? '@photostructure/sqlite' : 'node:sqlite',
)

/** The SQLite that fits the Node.js that runs this, as rendered projects choose it. */
export const { DatabaseSync } = sqlite
