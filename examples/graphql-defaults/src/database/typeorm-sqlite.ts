import type {
  DatabaseSyncInstance,
  StatementSyncInstance,
  UserFunctionOptions,
} from '@photostructure/sqlite'
import { sqliteDriver } from './sqlite-driver.js'

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
  prepare(source: string): Statement {
    const sql = source === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : source
    return new Statement(this.#connection.prepare(sql))
  }

  /** @returns rows */
  pragma(source: string): unknown[] {
    return this.#connection.prepare(`PRAGMA ${source}`).all()
  }

  /** Adds a function that statements may call. */
  function(name: string, options: UserFunctionOptions, work: (value: unknown) => unknown): void {
    this.#connection.function(name, options, work)
  }

  close(): void {
    this.#connection.close()
  }
}

class Statement {
  /** Whether it answers rows. */
  readonly reader: boolean
  readonly #statement: StatementSyncInstance

  constructor(statement: StatementSyncInstance) {
    this.#statement = statement
    this.reader = statement.columns().length > 0
  }

  all(...values: unknown[]): unknown[] {
    requireValues(values)
    return this.#statement.all(...values)
  }

  run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint } {
    requireValues(values)
    return this.#statement.run(...values)
  }
}

/**
 * The driver takes an object for names of parameters, and an old one cuts a text at U+0000, which
 * PostgreSQL refuses as well.
 *
 * @throws TypeError for what SQLite cannot store as it is
 */
function requireValues(values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value === 'string' && value.includes('\0')) {
      throw new TypeError('SQLite was given a text with U+0000')
    }
    if (value === undefined || (typeof value === 'object' && !isStorable(value))) {
      throw new TypeError(`SQLite cannot store ${String(value)}`)
    }
  }
}

function isStorable(value: object | null): boolean {
  return value === null || value instanceof Uint8Array
}
