import type { ColumnChange } from '../column-changes.js'
import { type Column, USERS } from '../columns.js'
import type { Dialect } from '../dialects.js'
import { columnDefinition, redefineColumn, redefineNullability } from '../sql.js'
import { type Step, sql } from './step.js'

export type Alteration = Extract<ColumnChange, { kind: 'alter' }>

/**
 * Whether a column has to be made again, for values of another type or because SQLite changes no length
 * or default of one. Elsewhere it is kept: what its owner has made for it, like an index, stays.
 */
export function isReplaced({ before, after }: Alteration, dialect: Dialect): boolean {
  if (before.type !== after.type) return true
  if (dialect.redefines !== 'required') return false
  return before.maxLength !== after.maxLength || before.default !== after.default
}

/** Changes the definition of a column and keeps its values, which have been checked. */
export function alterColumn(change: Alteration, dialect: Dialect): Step[] {
  if (isReplaced(change, dialect)) return replaceColumn(change, dialect)
  const gaps = fillGaps(change, dialect)
  // A default may be longer than what fits into the column as it was.
  const filled = { ...change.after, nullable: gaps.length > 0 || change.after.nullable }
  return [
    ...redefinition(change.before, filled, dialect),
    ...gaps,
    ...redefinition(filled, change.after, dialect),
  ]
}

function redefinition(before: Column, after: Column, dialect: Dialect): Step[] {
  const statement = redefineColumn(before, after, dialect)
  return statement === null ? [] : [sql(statement)]
}

/** Whether a column that could be empty no longer can. */
export function becomesRequired({ before, after }: Alteration): boolean {
  return before.nullable && !after.nullable
}

/** What becomes of a value, as SQL. */
export function newValue(change: Alteration, dialect: Dialect): string {
  const { before, after } = change
  const value = dialect.conversion(before.type, after.type).to(`"${before.name}"`)
  return becomesRequired(change) && after.default !== null
    ? `COALESCE(${value}, ${dialect.literal(after.default, after.type)})`
    : value
}

function replaceColumn(change: Alteration, dialect: Dialect): Step[] {
  const { before, after } = change
  // No field can have this name: there are no two underscores in a row in any.
  const temporary = { ...after, name: `${after.name}__new` }
  const optional = { ...temporary, nullable: after.nullable || after.default === null }
  return [
    sql(`ALTER TABLE "${USERS}" ADD COLUMN ${columnDefinition(optional, dialect)}`),
    sql(`UPDATE "${USERS}" SET "${temporary.name}" = ${newValue(change, dialect)}`),
    sql(`ALTER TABLE "${USERS}" DROP COLUMN "${before.name}"`),
    sql(`ALTER TABLE "${USERS}" RENAME COLUMN "${temporary.name}" TO "${after.name}"`),
    ...(optional.nullable === after.nullable ? [] : [sql(redefineNullability(after, dialect))]),
  ]
}

function fillGaps(change: Alteration, dialect: Dialect): Step[] {
  const { default: value, name, type } = change.after
  if (!becomesRequired(change) || value === null) return []
  const literal = dialect.literal(value, type)
  return [sql(`UPDATE "${USERS}" SET "${name}" = ${literal} WHERE "${name}" IS NULL`)]
}
