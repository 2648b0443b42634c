import { randomUUID } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import type { OwnDatabase } from './postgres.js'

const SERVER = process.env.MYSQL_URL ?? 'mysql://root@127.0.0.1:3306/test'

/**
 * Whether MySQL or MariaDB runs here. Where neither does, their tests are left out with a line that
 * says so; with REQUIRE_SERVICES=1 that is an error.
 */
export async function hasMysql(): Promise<boolean> {
  const { host } = new URL(SERVER)
  try {
    await ask('SELECT 1')
    return true
  } catch {
    if (process.env.REQUIRE_SERVICES === '1') throw new Error(`No MySQL answers at ${host}.`)
    console.warn(`No MySQL answers at ${host}: its tests are left out.`)
    return false
  }
}

/** Makes a database that whoever asks for it has to drop. */
export async function createMysqlDatabase(): Promise<OwnDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await ask(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
  const url = new URL(SERVER)
  url.pathname = name
  return { url: url.href, drop: () => ask(`DROP DATABASE ${name}`) }
}

async function ask(sql: string): Promise<void> {
  const connection = await createConnection(SERVER)
  try {
    await connection.query(sql)
  } finally {
    await connection.end()
  }
}
