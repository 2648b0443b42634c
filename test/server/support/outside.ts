import { readFile } from 'node:fs/promises'
import { onTestFinished } from 'vitest'
import { sqliteDriver } from '../../../src/database/sqlite-driver.js'

// How tests look at a database from outside of the server, and get in its way. A suite for another
// database has a file of its own in the place of this one.

/** A connection of someone else's. */
export interface Outsider {
  /** Runs a statement that has its values in it. @returns rows, where it has some */
  run(sql: string): Promise<Record<string, unknown>[]>
  /** @throws when what is stored is damaged */
  requireIntegrity(): Promise<void>
}

/** @param database as `Env` has it */
export async function openOutside(database: string): Promise<Outsider> {
  const connection = new (sqliteDriver())(database, { timeout: 5000 })
  onTestFinished(() => void connection.close())
  return {
    async run(sql) {
      return connection.prepare(sql).all()
    },
    async requireIntegrity() {
      const [found] = connection.prepare('PRAGMA integrity_check').all()
      const orphans = connection.prepare('PRAGMA foreign_key_check').all()
      if (found.integrity_check !== 'ok' || orphans.length > 0) {
        throw new Error(`The file is damaged: ${found.integrity_check}`)
      }
    },
  }
}

/** Makes writers wait, as another process would. @returns how to let them go on */
export async function holdLock(database: string): Promise<() => Promise<unknown>> {
  const { run } = await openOutside(database)
  await run('BEGIN IMMEDIATE')
  return () => run('ROLLBACK')
}

/** Makes every insert into a table fail with the words "out of order". */
export async function breakInserts(database: string, table: string): Promise<void> {
  const { run } = await openOutside(database)
  await run(
    `CREATE TRIGGER broken BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'out of order'); END`,
  )
}

/** What is stored, deleted rows and all. */
export async function dump(database: string): Promise<string> {
  const parts = [database, `${database}-wal`].map((part) => readFile(part, 'latin1'))
  return (await Promise.all(parts)).join('')
}
