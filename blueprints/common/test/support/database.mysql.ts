import { randomUUID } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import { onTestFinished } from 'vitest'
import type { Env } from '../../src/settings/env/env.js'

/** Each test has a database of its own beside this one. */
const SERVER = process.env.TEST_DATABASE_URL ?? '<%= database.url %>'

/** A database that is empty, and gone when the test ends. @returns its DATABASE_URL */
export async function temporaryDatabase(): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
  onTestFinished(() => run(`DROP DATABASE ${name}`))
  const url = new URL(SERVER)
  url.pathname = name
  return url.href
}

async function run(sql: string): Promise<void> {
  const connection = await createConnection(SERVER)
  try {
    await connection.query(sql)
  } finally {
    await connection.end()
  }
}

/** The DATABASE_URL of a server. */
export function databaseUrl({ database }: Env): string {
  return database
}
