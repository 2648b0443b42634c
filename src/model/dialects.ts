import type { DatabaseName, FieldType } from '../settings/types.js'
import { sqliteConversion, sqlitePlaceholder } from './sqlite-conversions.js'
import type { UserField } from './user-model.js'

/** What differs from database to database, as data. */
export interface Dialect {
  /** The type of a column, in TypeORM and in SQL. Texts also have a length. */
  columnTypes: Record<FieldType, string>
  /** A default value as SQL. */
  literal(value: NonNullable<UserField['default']>): string
  conversion(from: FieldType, to: FieldType): Conversion
  /** A value as SQL for rows of which nobody knows it. @param isDistinct another one in each row */
  placeholder(type: FieldType, isDistinct: boolean): string
}

/** How the values of a column become values of another type. */
export interface Conversion {
  /** @param value the quoted name of the column @returns the new value as SQL, NULL for NULL */
  to(value: string): string
  /** The condition that holds for values that cannot be converted; null where all can. */
  unfit(value: string): string | null
}

/** The databases that projects can be made for. */
export const DIALECTS: Partial<Record<DatabaseName, Dialect>> = {
  sqlite: {
    columnTypes: {
      String: 'varchar',
      Int: 'integer',
      Float: 'real',
      Boolean: 'boolean',
      Date: 'date',
      DateTime: 'datetime',
    },
    literal: (value) => `(${typeof value === 'string' ? quoted(value) : Number(value)})`,
    conversion: sqliteConversion,
    placeholder: sqlitePlaceholder,
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
