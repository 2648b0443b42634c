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

/** Makes a column required, or no longer. */
export function redefineNullability(column: Column, dialect: Dialect): string {
  const change =
    dialect.redefines === 'whole'
      ? `MODIFY COLUMN ${columnDefinition(column, dialect)}`
      : alter(column, nullability(column))
  return `ALTER TABLE "${USERS}" ${change}`
}

/** Gives a column the rules that it has in the end; its type stays. Null where none is another one. */
export function redefineColumn(before: Column, after: Column, dialect: Dialect): string | null {
  const [old, current] = [before, after].map((column) => rulesOf(column, dialect))
  const changes = current?.filter((rule) => !old?.includes(rule)) ?? []
  return changes.length === 0 ? null : `ALTER TABLE "${USERS}" ${changes.join(', ')}`
}

function rulesOf(column: Column, dialect: Dialect): string[] {
  if (dialect.redefines === 'whole') return [`MODIFY COLUMN ${columnDefinition(column, dialect)}`]
  const { type, default: value } = column
  const rules = [
    `TYPE ${columnType(column, dialect)}`,
    value === null ? 'DROP DEFAULT' : `SET DEFAULT ${dialect.literal(value, type)}`,
    nullability(column),
  ]
  return rules.map((rule) => alter(column, rule))
}

function alter({ name }: Column, rule: string): string {
  return `ALTER COLUMN "${name}" ${rule}`
}

function nullability({ nullable }: Column): string {
  return nullable ? 'DROP NOT NULL' : 'SET NOT NULL'
}
