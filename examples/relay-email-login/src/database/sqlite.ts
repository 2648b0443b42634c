import { DataSource, type EntityManager } from 'typeorm'
import type { Connections, Contents } from './connections.js'
import { whenUnlocked } from './lock.js'
import { driver, fileGuard, prepare, requireDatabase } from './sqlite-file.js'

/** How long a transaction waits for its turn, in milliseconds. */
const LOCK_TIMEOUT = 5000

/**
 * SQLite has one writer at a time, and a connection sees its own unfinished transaction. So there
 * are two connections: one for reading, one for the transactions, which wait for each other, also
 * across processes.
 *
 * @param file path of the database file, which is made when it does not exist
 * @throws StartError when it cannot be opened, or is something else
 */
export async function connect(file: string, contents: Contents): Promise<Connections> {
  requireDatabase(file)
  const writer = await open(file, contents)
  const reader = await open(file, { ...contents, migrations: [] })
  await reader.query('PRAGMA query_only = ON')
  const requireFile = fileGuard(file)
  await waitForLocks(0)
  let lastTransaction: Promise<unknown> = Promise.resolve()

  /** While SQLite itself waits for a lock, the whole process does (S59). */
  async function waitForLocks(milliseconds: number): Promise<void> {
    await writer.query(`PRAGMA busy_timeout = ${milliseconds}`)
  }

  async function transactBy<T>(
    deadline: number,
    work: (manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    requireFile()
    const runner = writer.createQueryRunner()
    await whenUnlocked(() => runner.startTransaction(), deadline)
    try {
      const result = await work(runner.manager)
      await runner.commitTransaction()
      return result
    } catch (error) {
      // What cannot be rolled back has been, by SQLite itself.
      await runner.rollbackTransaction().catch(() => {})
      throw error
    }
  }

  return {
    reader: reader.manager,
    transact(work) {
      const deadline = Date.now() + LOCK_TIMEOUT
      const result = lastTransaction.then(() => transactBy(deadline, work))
      lastTransaction = result.catch(() => {})
      return result
    },
    async snapshot(read) {
      const source = await open(file, { ...contents, migrations: [] })
      try {
        await source.query('PRAGMA query_only = ON')
        // TypeORM's own transactions take the write lock here.
        await source.query('BEGIN')
        return await read(source.manager)
      } finally {
        await source.destroy()
      }
    },
    // It runs at a start or by itself: nobody else is kept waiting.
    async alone(work) {
      await waitForLocks(LOCK_TIMEOUT)
      try {
        return await work(writer)
      } finally {
        await waitForLocks(0)
      }
    },
    async check() {
      requireFile()
      await reader.query('SELECT 1 FROM sqlite_master LIMIT 1')
    },
    async close() {
      await lastTransaction
      await Promise.all([writer.destroy(), reader.destroy()])
    },
  }
}

async function open(database: string, contents: Contents): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database,
    driver,
    prepareDatabase: prepare,
    enableWAL: true,
    ...contents,
    logger: 'debug',
  })
  return dataSource.initialize()
}
