import { AsyncLocalStorage } from 'node:async_hooks'
import type { EntityManager } from 'typeorm'
import type { Connections } from './connections.js'

/** Work that is done as a whole, and what belongs to its end. */
export interface Transactions {
  /**
   * All of it or nothing. What waits for its turn waits some seconds, and keeps no one else waiting.
   *
   * @param work may be done again when it got in the way of another one: it must not do anything
   *   that a rollback does not undo
   * @throws DatabaseUnavailable, or an error that `isUnavailable` knows
   */
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>
  /**
   * Does something when the work of the transaction of the manager is done, and just before it is
   * committed: what then goes wrong undoes all of it, and what then is done is done once.
   */
  beforeCommit(manager: EntityManager, work: () => Promise<void>): void
  /** Does something when the transaction of the manager is committed, and nothing when it is not. */
  afterCommit(manager: EntityManager, work: AfterCommit): void
}

/** Must not throw: a commit cannot be undone. */
type AfterCommit = () => void | Promise<void>

/** Tasks that wait for the end of a transaction. */
interface End {
  before: (() => Promise<void>)[]
  after: AfterCommit[]
}

/** The transaction that the current call runs in. */
const currentTransaction = new AsyncLocalStorage<{ isOpen: boolean }>()

/** @param transact does the work in a transaction of the database, again where it has to */
export function transactions(transact: Connections['transact']): Transactions {
  const ends = new WeakMap<EntityManager, End>()
  return {
    async transaction(work) {
      // On SQLite it would wait for the outer one, and all others for it.
      if (currentTransaction.getStore()?.isOpen) {
        throw new Error('A transaction within a transaction: use the manager of the outer one')
      }
      let end: End = { before: [], after: [] }
      const transaction = { isOpen: true }
      const transacted = currentTransaction.run(transaction, () =>
        transact(async (manager) => {
          end = { before: [], after: [] }
          ends.set(manager, end)
          const result = await work(manager)
          for (const next of end.before) await next()
          return result
        }),
      )
      const value = await transacted.finally(() => {
        transaction.isOpen = false
      })
      for (const next of end.after) await next()
      return value
    },
    beforeCommit(manager, next) {
      ends.get(manager)?.before.push(next)
    },
    afterCommit(manager, next) {
      ends.get(manager)?.after.push(next)
    },
  }
}
