import { type Column, USERS } from './columns.js'
import type { Dialect } from './dialects.js'

/** A column as CREATE TABLE and ADD COLUMN take it. */
export function columnDefinition(column: Column, dialect: Dialect): string {
  const nullability = column.nullable ? '' : ' NOT NULL'
  const value =
    column.default === null ? '' : ` DEFAULT ${dialect.literal(column.default, column.type)}`
  return `"${column.name}" ${columnType(column, dialect)}${nullability}${value}`
}

/** The type of a column, with the length of a text. */
function columnType({ type, maxLength }: Column, dialect: Dialect): string {
  const length = maxLength === null ? '' : `(${maxLength})`
  return `${dialect.columnTypes[type]}${length}`
}

/** What keeps the values of a column unique. @param column its name */
export function createUniqueIndex(column: string): string {
  return `CREATE UNIQUE INDEX "${USERS}_${column}" ON "${USERS}" ("${column}")`
}

/** @param column the name of the column whose values need no longer be unique */
export function dropUniqueIndex(column: string, dialect: Dialect): string {
  return dialect.dropIndex(`${USERS}_${column}`, USERS)
}

/** Gives a column the rules that it has here; its type stays. */
export function redefineColumn(column: Column, dialect: Dialect): string {
  const change = dialect.modifiesColumns
    ? `MODIFY COLUMN ${columnDefinition(column, dialect)}`
    : `ALTER COLUMN "${column.name}" ${column.nullable ? 'DROP' : 'SET'} NOT NULL`
  return `ALTER TABLE "${USERS}" ${change}`
}
