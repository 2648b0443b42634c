import { isDeepStrictEqual } from 'node:util'
import type { Column } from './columns.js'

/** One difference between two tables of users. */
export type ColumnChange =
  | { kind: 'drop'; column: Column }
  | { kind: 'rename'; from: Column; to: string }
  | { kind: 'add'; column: Column }
  | { kind: 'alter'; before: Column; after: Column }

/** Old name of a column -> its new name. */
export type ColumnRenames = ReadonlyMap<string, string>

const NOTHING: ColumnRenames = new Map()

/**
 * What has to change before one table is the other. Renames are never guessed: a column whose name
 * is gone was dropped unless `renames` says where it went. The order of columns does not count.
 *
 * @returns the changes in an order in which they can be made: drops, renames, additions, alterations
 */
export function diffColumns(
  before: readonly Column[],
  after: readonly Column[],
  renames: ColumnRenames = NOTHING,
): ColumnChange[] {
  const isLeft = (column: Column) => named(after, renames.get(column.name) ?? column.name)
  const kept = before.filter(isLeft)
  const renamed = kept.map((column) => renameColumn(column, renames))
  return [
    ...before.filter((column) => !isLeft(column)).map(drop),
    ...kept.flatMap((column) => rename(column, renames)),
    ...after.filter((column) => !named(renamed, column.name)).map(add),
    ...renamed.flatMap((column) => alter(column, named(after, column.name))),
  ]
}

/** The renames that take others back. */
export function reverse(renames: ColumnRenames): ColumnRenames {
  return new Map([...renames].map(([from, to]) => [to, from]))
}

function drop(column: Column): ColumnChange {
  return { kind: 'drop', column }
}

function add(column: Column): ColumnChange {
  return { kind: 'add', column }
}

function rename(from: Column, renames: ColumnRenames): ColumnChange[] {
  const to = renames.get(from.name)
  return to === undefined || to === from.name ? [] : [{ kind: 'rename', from, to }]
}

function alter(before: Column, after: Column | undefined): ColumnChange[] {
  return after && !isDeepStrictEqual(before, after) ? [{ kind: 'alter', before, after }] : []
}

function renameColumn(column: Column, renames: ColumnRenames): Column {
  const newName = (name: string) => renames.get(name) ?? name
  const keyOf = column.keyOf === null ? null : newName(column.keyOf)
  return { ...column, name: newName(column.name), keyOf }
}

function named(columns: readonly Column[], name: string): Column | undefined {
  return columns.find((column) => column.name === name)
}
