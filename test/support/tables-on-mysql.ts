import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { afterAll } from 'vitest'
import { dialectOf } from '../../src/model/dialects.js'
import { createMysqlDatabase } from './mysql.js'
import type { OpenDatabase, Row, TestDatabase } from './test-databases.js'

/** As a rendered project has it. */
const SQL_MODE =
  'ANSI_QUOTES,STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY'

/** Reads values as SQLite has them, so that tests expect the same of both. */
export async function mysqlSession(url: string): Promise<Connection> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4', dateStrings: true })
  await connection.query(`SET SESSION sql_mode = '${SQL_MODE}'`)
  return connection
}

/** One connection for all databases that are opened. They are gone when the file of tests ends. */
export async function mysqlOpener(): Promise<OpenDatabase> {
  const { url, drop } = await createMysqlDatabase()
  const connection = await mysqlSession(url)
  const prefix = `${new URL(url).pathname.slice(1)}_`
  let count = 0
  let current = 0
  afterAll(async () => {
    for (let own = 1; own <= count; own += 1)
      await connection.query(`DROP DATABASE ${prefix}${own}`)
    await connection.end()
    await drop()
  })

  return async () => {
    count += 1
    const own = count
    await connection.query(`CREATE DATABASE ${prefix}${own} CHARACTER SET utf8mb4`)
    return tablesOf(async () => {
      if (current !== own) await connection.query(`USE ${prefix}${own}`)
      current = own
      return connection
    })
  }
}

/** @param use makes a database the current one */
function tablesOf(use: () => Promise<Connection>): TestDatabase {
  const run: TestDatabase['run'] = async (sql, values = []) => {
    const [rows] = await (await use()).query<RowDataPacket[]>(sql, [...values])
    return Array.isArray(rows) ? rows : []
  }
  return {
    dialect: dialectOf('mysql'),
    additions: [
      `ALTER TABLE "users" ADD COLUMN "avatar" varchar(20) COLLATE utf8mb4_general_ci DEFAULT 'none'`,
      'CREATE INDEX "my_avatars" ON "users" ("avatar")',
    ],
    run,
    async begin() {
      await run("SET SESSION time_zone = '+12:00'")
      await run('START TRANSACTION')
    },
    async abort() {
      await run('ROLLBACK')
      // As the end of a connection does.
      await run('UNLOCK TABLES')
    },
    layout: async () => ({
      columns: (await run('SHOW FULL COLUMNS FROM "users"')).toSorted(by('Field')),
      indexes: (await run('SHOW INDEX FROM "users"'))
        .map(({ Cardinality, ...index }) => index)
        .toSorted(by('Key_name')),
    }),
  }
}

function by(name: string) {
  return (one: Row, other: Row) => String(one[name]).localeCompare(String(other[name]))
}
