import type { DatabaseName, FieldType } from '../settings/types.js'
import type { Conversion } from './conversion.js'
import { POSTGRES_TYPES, postgresConversion, postgresPlaceholder } from './postgres-conversions.js'
import { postgresDefault } from './postgres-defaults.js'
import { sqliteConversion, sqlitePlaceholder } from './sqlite-conversions.js'
import type { UserField } from './user-model.js'

/** Where the migrations of a project are, those for SQLite directly. */
export const MIGRATIONS_FOLDER = 'src/database/migrations'

/** What differs from database to database, as data. */
export interface Dialect {
  /** Where its migrations are: those for another database must not run on it. */
  migrationsFolder: string
  /** The type of a column, in TypeORM and in SQL. Texts also have a length. */
  columnTypes: Record<FieldType, string>
  /** What follows the name of a primary key whose values the database counts up. */
  identity: string
  /**
   * The length of canonical forms, which may be longer than what was typed: `İ` becomes two characters.
   * Null where the database holds texts to their lengths.
   */
  keyLength: number | null
  /** A default value as SQL. */
  literal(value: DefaultValue): string
  /** A default value as the database has it in its catalog, where TypeORM compares it. */
  storedDefault(value: DefaultValue, type: FieldType): DefaultValue
  /** What stands in a statement for one of its values. @param position counted from 1 */
  parameter(position: number): string
  /** What keeps others from a table until a transaction ends; null where transactions do anyway. */
  lock(table: string): string | null
  conversion(from: FieldType, to: FieldType): Conversion
  /** A value as SQL for rows of which nobody knows it. @param isDistinct another one in each row */
  placeholder(type: FieldType, isDistinct: boolean): string
}

export type DefaultValue = NonNullable<UserField['default']>

/** The databases that projects can be made for. */
export const DIALECTS: Partial<Record<DatabaseName, Dialect>> = {
  sqlite: {
    migrationsFolder: MIGRATIONS_FOLDER,
    columnTypes: {
      String: 'varchar',
      Int: 'integer',
      Float: 'real',
      Boolean: 'boolean',
      Date: 'date',
      DateTime: 'datetime',
    },
    identity: 'integer PRIMARY KEY AUTOINCREMENT NOT NULL',
    keyLength: 255,
    literal: (value) => `(${typeof value === 'string' ? quoted(value) : Number(value)})`,
    storedDefault: (value) => value,
    parameter: () => '?',
    lock: () => null,
    conversion: sqliteConversion,
    placeholder: sqlitePlaceholder,
  },
  postgres: {
    migrationsFolder: `${MIGRATIONS_FOLDER}/postgres`,
    columnTypes: POSTGRES_TYPES,
    identity: 'SERIAL PRIMARY KEY',
    keyLength: null,
    // A number in quotes gets the type of its column; without them 1.5 would stay a decimal.
    literal: (value) => `(${typeof value === 'boolean' ? value : quoted(String(value))})`,
    storedDefault: postgresDefault,
    parameter: (position) => `$${position}`,
    lock: (table) => `LOCK TABLE "${table}"`,
    conversion: postgresConversion,
    placeholder: postgresPlaceholder,
  },
}

/** @throws Error for a database that the settings should not have let through */
export function dialectOf(database: DatabaseName): Dialect {
  const dialect = DIALECTS[database]
  if (!dialect) throw new Error(`There is no dialect for ${database}.`)
  return dialect
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
