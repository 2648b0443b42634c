import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'

/** Text, names and comments: what looks like a parameter there is none. */
const QUOTED = /'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|--.*|\/\*[\s\S]*?\*\//g

const PARAMETER = /\?(\d*)|(?<!\w)[:@$]\w+/g

const TRIGGER = /^\s*CREATE\s+(TEMP\w*\s+)?TRIGGER\b/i

/** A statement as TypeORM uses it. What the driver lets pass in silence is an error. */
export class SqliteStatement {
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
