import type { DatabaseSyncInstance, UserFunctionOptions } from '@photostructure/sqlite'
import { sqliteDriver } from './sqlite-driver.js'
import { SqliteStatement } from './sqlite-statement.js'

/**
 * A connection of node:sqlite as TypeORM uses it: TypeORM knows better-sqlite3, which has to be
 * compiled where its binary cannot be fetched.
 */
export class TypeormSqlite {
  readonly #connection: DatabaseSyncInstance

  /** @param options how long a statement waits for a lock, in milliseconds */
  constructor(file: string, { timeout }: { timeout: number }) {
    this.#connection = new (sqliteDriver())(file, { timeout })
  }

  /**
   * TypeORM begins transactions without a lock, and SQLite refuses a later write when another
   * process has written meanwhile. Taking the write lock at the beginning makes that one wait.
   */
  prepare(source: string): SqliteStatement {
    const sql = source === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : source
    return new SqliteStatement(this.#connection, sql)
  }

  /** @returns rows */
  pragma(source: string): unknown[] {
    return this.#connection.prepare(`PRAGMA ${source}`).all()
  }

  /** Adds a function that statements may call. */
  function(name: string, options: UserFunctionOptions, work: (value: unknown) => unknown): void {
    this.#connection.function(name, options, work)
  }

  /**
   * Version 1 of the package keeps a connection, and its locks, for as long as there are statements
   * of it in memory. So its transaction ends here.
   */
  close(): void {
    try {
      if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK')
    } catch {
      // The file is gone, say, and the transaction with it.
    }
    this.#connection.close()
  }
}
