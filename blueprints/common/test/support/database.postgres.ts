import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { Env } from '../../src/settings/env/env.js'
import { run, SERVER } from './database-server.js'

/** A database that is empty, and gone when the test ends. @returns its DATABASE_URL */
export async function temporaryDatabase(): Promise<string> {
  const schema = `test_${randomUUID().replaceAll('-', '')}`
  await run(`CREATE SCHEMA ${schema}`)
  onTestFinished(() => run(`DROP SCHEMA ${schema} CASCADE`))
  const url = new URL(SERVER)
  // No one minds what a crash of the machine would take away.
  url.searchParams.set('options', `-c search_path=${schema} -c synchronous_commit=off`)
  return url.href.replaceAll('+', '%20')
}

/** The DATABASE_URL of a server. */
export function databaseUrl({ database }: Env): string {
  return database
}
