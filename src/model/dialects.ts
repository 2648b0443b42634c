import type { DatabaseName, FieldType } from '../settings/types.js'
import type { UserField } from './user-model.js'

/** What differs from database to database, as data. */
export interface Dialect {
  /** The type of a column, in TypeORM and in SQL. Texts also have a length. */
  columnTypes: Record<FieldType, string>
  /** A default value as SQL. */
  literal(value: NonNullable<UserField['default']>): string
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
