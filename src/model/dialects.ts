import { MYSQL_INDEX_LENGTH } from '../settings/lengths.js'
import type { DatabaseName, DefaultValue, FieldType } from '../settings/types.js'
import type { Conversion } from './conversion.js'
import { MYSQL_TYPES, mysqlConversion, mysqlPlaceholder } from './mysql-conversions.js'
import { mysqlDefault, mysqlLiteral } from './mysql-defaults.js'
import { POSTGRES_TYPES, postgresConversion, postgresPlaceholder } from './postgres-conversions.js'
import { postgresDefault, postgresLiteral } from './postgres-defaults.js'
import { quoted } from './quoted.js'
import { sqliteConversion, sqlitePlaceholder } from './sqlite-conversions.js'
import { sqliteDefault } from './sqlite-defaults.js'

/** Where the migrations of a project are, those for SQLite directly. */
export const MIGRATIONS_FOLDER = 'src/database/migrations'

/** What differs from database to database, as data. */
export interface Dialect {
  /** Where its migrations are: those for another database must not run on it. */
  migrationsFolder: string
  /** The type of a column, in SQL and, except for a precision in brackets, in TypeORM. Texts also have a length. */
  columnTypes: Record<FieldType, string>
  /** What follows the name of a primary key whose values the database counts up. */
  identity: string
  /**
   * The length of canonical forms, which may be longer than what was typed: `İ` becomes two characters.
   * Null where the database holds texts to their lengths.
   */
  keyLength: number | null
  /** Whether an index can hold some of the rows only. */
  hasPartialIndexes: boolean
  /** What a foreign key says, so that rows go with the one that they belong to. */
  cascade: string
  /** What follows the columns of a new table. */
  tableOptions: string
  /** A default value as SQL. */
  literal(value: DefaultValue, type: FieldType): string
  /** A default value as the database has it in its catalog, where TypeORM compares it. */
  storedDefault(value: DefaultValue, type: FieldType): DefaultValue
  /** What stands in a statement for one of its values. @param position counted from 1 */
  parameter(position: number): string
  /** What counts the characters of a text. */
  textLength: string
  /**
   * How a column gets other rules: all of them again (`MODIFY`), each for itself (`ALTER`), or none but
   * whether it is required. Then it is made again for the others.
   */
  redefines: 'whole' | 'each' | 'required'
  /** Whether each statement is kept at once: what fails is not taken back then. */
  keepsEachStatement: boolean
  /** What keeps others from a table; null where transactions do anyway. */
  lock(table: string): TableLock | null
  dropIndex(index: string, table: string): string
  conversion(from: FieldType, to: FieldType): Conversion
  /** SQL placeholder for rows whose value is unknown. @param isDistinct a different one per row */
  placeholder(type: FieldType, isDistinct: boolean): string
}

/** Statements around what only one may do with a table. */
export interface TableLock {
  take: string
  /** Null where the end of the transaction releases it. */
  release: string | null
}

/** The databases that projects can be made for. */
const DIALECTS: Record<DatabaseName, Dialect> = {
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
    hasPartialIndexes: true,
    cascade: 'ON DELETE CASCADE',
    tableOptions: '',
    literal(value, type) {
      const stored = sqliteDefault(value, type)
      return `(${typeof stored === 'string' ? quoted(stored) : Number(stored)})`
    },
    storedDefault: sqliteDefault,
    parameter: () => '?',
    textLength: 'LENGTH',
    redefines: 'required',
    keepsEachStatement: false,
    lock: () => null,
    dropIndex: (index) => `DROP INDEX "${index}"`,
    conversion: sqliteConversion,
    placeholder: sqlitePlaceholder,
  },
  postgres: {
    migrationsFolder: `${MIGRATIONS_FOLDER}/postgres`,
    columnTypes: POSTGRES_TYPES,
    identity: 'SERIAL PRIMARY KEY',
    keyLength: null,
    hasPartialIndexes: true,
    cascade: 'ON DELETE CASCADE',
    tableOptions: '',
    literal: (value, type) => `(${postgresLiteral(value, type)})`,
    storedDefault: postgresDefault,
    parameter: (position) => `$${position}`,
    textLength: 'LENGTH',
    redefines: 'each',
    keepsEachStatement: false,
    lock: (table) => ({ take: `LOCK TABLE "${table}"`, release: null }),
    dropIndex: (index) => `DROP INDEX "${index}"`,
    conversion: postgresConversion,
    placeholder: postgresPlaceholder,
  },
  mysql: {
    migrationsFolder: `${MIGRATIONS_FOLDER}/mysql`,
    columnTypes: MYSQL_TYPES,
    identity: 'integer PRIMARY KEY AUTO_INCREMENT NOT NULL',
    keyLength: MYSQL_INDEX_LENGTH,
    hasPartialIndexes: false,
    // The same as without the second half, except for the catalog of MariaDB, where TypeORM compares it.
    cascade: 'ON DELETE CASCADE ON UPDATE NO ACTION',
    // Texts are the same when every character is, a space at the end too. MySQL and MariaDB have
    // other names for that, and each reads only the comment that is meant for it.
    tableOptions: ' COLLATE /*!80000 utf8mb4_0900_bin */ /*M! utf8mb4_nopad_bin */',
    literal: mysqlLiteral,
    storedDefault: mysqlDefault,
    parameter: () => '?',
    textLength: 'CHAR_LENGTH',
    redefines: 'whole',
    keepsEachStatement: true,
    lock: (table) => ({ take: `LOCK TABLES "${table}" WRITE`, release: 'UNLOCK TABLES' }),
    dropIndex: (index, table) => `DROP INDEX "${index}" ON "${table}"`,
    conversion: mysqlConversion,
    placeholder: mysqlPlaceholder,
  },
}

/** What is different on a database. */
export function dialectOf(database: DatabaseName): Dialect {
  return DIALECTS[database]
}
