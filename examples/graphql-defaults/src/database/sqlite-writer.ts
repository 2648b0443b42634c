import { setTimeout } from 'node:timers/promises'
import type { EntityManager } from 'typeorm'
import type { Connections, Contents } from './connections.js'
import { DatabaseUnavailable, isBusy } from './errors.js'
import { openConnection } from './sqlite-connection.js'

/** How long a transaction waits for its turn, in milliseconds. */
const LOCK_TIMEOUT = 5000

/**
 * Opens the connection for all writes: one after the other.
 *
 * @param requireFile throws when the file is no longer the one that was opened
 */
export async function openWriter(
  file: string,
  contents: Contents,
  requireFile: () => void,
): Promise<Pick<Connections, 'transact' | 'alone' | 'close'>> {
  const writer = await openConnection(file, contents)
  await waitForLocks(0)
  let lastWork: Promise<unknown> = Promise.resolve()

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = lastWork.then(async () => {
      requireFile()
      await reopen()
      return work()
    })
    lastWork = result.catch(() => {})
    return result
  }

  async function reopen(): Promise<void> {
    if (writer.isInitialized) return
    await writer.initialize()
    await waitForLocks(0)
  }

  /** While SQLite itself waits for a lock, the whole process does (S59). */
  async function waitForLocks(milliseconds: number): Promise<void> {
    await writer.query(`PRAGMA busy_timeout = ${milliseconds}`)
  }

  async function transactBy<T>(
    deadline: number,
    work: (manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    if (Date.now() > deadline) throw new DatabaseUnavailable('Other transactions took too long')
    const runner = writer.createQueryRunner()
    await whenUnlocked(() => runner.startTransaction(), deadline)
    try {
      const result = await work(runner.manager)
      await runner.commitTransaction()
      return result
    } catch (error) {
      // On a full disk SQLite rolls back by itself, and TypeORM does not notice.
      await runner.rollbackTransaction().catch(() => writer.destroy())
      throw error
    }
  }

  return {
    transact(work) {
      const deadline = Date.now() + LOCK_TIMEOUT
      return inTurn(() => transactBy(deadline, work))
    },
    // It runs at a start or by itself, or changes nothing: no one else is kept waiting.
    alone: (work) =>
      inTurn(async () => {
        await waitForLocks(LOCK_TIMEOUT)
        // What TypeORM writes for tables of one's own makes a copy of them: to drop the old one must not
        // delete what belongs to its rows. Within a transaction it would be too late to say so.
        await writer.query('PRAGMA foreign_keys = OFF')
        try {
          return await work(writer)
        } finally {
          await writer.query('PRAGMA foreign_keys = ON')
          await waitForLocks(0)
        }
      }),
    async close() {
      await lastWork
      if (writer.isInitialized) await writer.destroy()
    },
  }
}

/** In milliseconds. */
const FIRST_PAUSE = 2
const LONGEST_PAUSE = 50

/**
 * Begins a transaction as soon as no other process holds the lock. Between two attempts other
 * requests are answered, as they are not while SQLite itself waits (S59).
 *
 * @param deadline when to give up, in milliseconds since 1970
 * @throws what `begin` throws, when it was for another reason or it is too late
 */
async function whenUnlocked(begin: () => Promise<void>, deadline: number): Promise<void> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      return await begin()
    } catch (error) {
      if (!isBusy(error) || Date.now() + pause > deadline) throw error
    }
    await setTimeout(pause)
  }
}
