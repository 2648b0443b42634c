import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { Env } from '../../src/settings/env/env.js'
import { run, SERVER } from './database-server.js'

/** A database that is empty, and gone when the test ends. @returns its DATABASE_URL */
export async function temporaryDatabase(): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
  onTestFinished(() => run(`DROP DATABASE ${name}`))
  const url = new URL(SERVER)
  url.pathname = name
  return url.href
}

/** The DATABASE_URL of a server. */
export function databaseUrl({ database }: Env): string {
  return database
}
