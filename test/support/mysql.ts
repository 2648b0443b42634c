import { randomUUID } from 'node:crypto'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
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

/** Whether it is MySQL itself: MariaDB has smaller rows, and its catalog escapes texts. */
export async function isMysqlItself(): Promise<boolean> {
  const [row] = await ask('SELECT VERSION() AS version')
  return !/MariaDB/.test(String(row?.version))
}

/** Makes a database that those who ask for it has to drop. */
export async function createMysqlDatabase(): Promise<OwnDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await ask(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
  const url = new URL(SERVER)
  url.pathname = name
  return {
    url: url.href,
    drop: async () => {
      await ask(`DROP DATABASE ${name}`)
    },
  }
}

async function ask(sql: string): Promise<RowDataPacket[]> {
  const connection = await createConnection(SERVER)
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql)
    return rows
  } finally {
    await connection.end()
  }
}
