import type {
  DatabaseSyncInstance,
  StatementSyncInstance,
  UserFunctionOptions,
} from '@photostructure/sqlite'
import { DataSource } from 'typeorm'
import type { Contents } from './connections.js'
import { sqliteDriver } from './sqlite-driver.js'

/** Opens a connection of its own to a database file. */
export async function openConnection(database: string, contents: Contents): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database,
    driver: TypeormSqlite,
    prepareDatabase: prepare,
    enableWAL: true,
    ...contents,
    logger: 'debug',
  })
  return dataSource.initialize()
}

function prepare(connection: TypeormSqlite): void {
  // Comparing text as the other database servers do: by case, in any script.
  connection.pragma('case_sensitive_like = ON')
  connection.function('lower', { deterministic: true }, (text) =>
    typeof text === 'string' ? text.toLowerCase() : text,
  )
  // With WAL it cannot damage the file, and does not wait for the disk at each commit.
  connection.pragma('synchronous = NORMAL')
  // 16 MB of pages.
  connection.pragma('cache_size = -16000')
}

/**
 * A connection of node:sqlite as TypeORM uses it: TypeORM knows better-sqlite3, which has to be
 * compiled where its binary cannot be fetched.
 */
class TypeormSqlite {
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

/** Text, names and comments: what looks like a parameter there is none. */
const QUOTED = /'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|--.*|\/\*[\s\S]*?\*\//g

const PARAMETER = /\?(\d*)|(?<!\w)[:@$]\w+/g

const TRIGGER = /^\s*CREATE\s+(TEMP\w*\s+)?TRIGGER\b/i

/** A statement as TypeORM uses it. What the driver lets pass in silence is an error. */
class SqliteStatement {
  /** Whether it answers rows. */
  readonly reader: boolean
  readonly #statement: StatementSyncInstance
  readonly #parameters: number

  /** @throws Error when there is more than one statement: the driver would leave out the others */
  constructor(connection: DatabaseSyncInstance, sql: string) {
    const code = sql.replace(QUOTED, ' ')
    if (/;[\s;]*[^\s;]/.test(code) && !TRIGGER.test(code)) {
      throw new Error('SQLite accepts one statement at a time')
    }
    this.#parameters = countParameters(code)
    this.#statement = connection.prepare(sql)
    // What all columns are takes the driver longer than to read a row of them.
    this.reader = /^\s*SELECT\b/i.test(code) || this.#statement.columns().length > 0
  }

  all(...values: unknown[]): unknown[] {
    this.#requireValues(values)
    return this.#statement.all(...values)
  }

  run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint } {
    this.#requireValues(values)
    return this.#statement.run(...values)
  }

  /**
   * The driver takes an object for names of parameters, and what is missing or undefined for NULL. The
   * package cuts a text at U+0000, which PostgreSQL refuses as well.
   *
   * @throws TypeError for what SQLite cannot store as it is
   */
  #requireValues(values: readonly unknown[]): void {
    if (values.length < this.#parameters) {
      throw new TypeError(`SQLite needs ${this.#parameters} values, but got ${values.length}`)
    }
    for (const value of values) {
      if (typeof value === 'string' && value.includes('\0')) {
        throw new TypeError('SQLite cannot store a text with U+0000')
      }
      if (value === undefined || (typeof value === 'object' && !isStorable(value))) {
        throw new TypeError(`SQLite cannot store ${String(value)}`)
      }
    }
  }
}

/** How many values a statement needs, at the least. */
function countParameters(code: string): number {
  let count = 0
  for (const [, number] of code.matchAll(PARAMETER)) {
    count = Math.max(count, Number(number) || count + 1)
  }
  return count
}

function isStorable(value: object | null): boolean {
  return value === null || value instanceof Uint8Array
}
