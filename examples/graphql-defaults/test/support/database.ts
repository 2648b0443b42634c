import { join } from 'node:path'
import type { Env } from '../../src/settings/env/env.js'
import { temporaryFolder } from './folder.js'

/** A database that does not exist yet, and is gone when the test ends. @returns its DATABASE_URL */
export async function temporaryDatabase(): Promise<string> {
  return `sqlite:${join(await temporaryFolder(), 'db.sqlite3')}`
}

/** The DATABASE_URL of a server. */
export function databaseUrl({ database }: Env): string {
  return `sqlite:${database}`
}
