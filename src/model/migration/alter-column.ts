import { USERS } from '../columns.js'
import type { Dialect } from '../dialects.js'
import type { ColumnChange } from '../diff.js'
import { columnDefinition, redefineColumn } from '../sql.js'
import { type Step, sql } from './step.js'

export type Alteration = Extract<ColumnChange, { kind: 'alter' }>

/**
 * Whether a column has to be made anew: SQLite changes no type, length or default of one. PostgreSQL
 * does, but takes this way too: there is one to know and to test. MySQL would have to hold both at
 * once, and a row of it holds little.
 */
export function isReplaced({ before, after }: Alteration, dialect: Dialect): boolean {
  if (before.type !== after.type) return true
  if (dialect.modifiesColumns) return false
  return before.maxLength !== after.maxLength || before.default !== after.default
}

/** Changes the definition of a column and keeps its values, which have been checked. */
export function alterColumn(change: Alteration, dialect: Dialect): Step[] {
  if (isReplaced(change, dialect)) return replaceColumn(change, dialect)
  const [old, current] = [change.before, change.after].map((column) =>
    redefineColumn(column, dialect),
  )
  return old === current || current === undefined
    ? []
    : [...fillGaps(change, dialect), sql(current)]
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
    ...(optional.nullable === after.nullable ? [] : [sql(redefineColumn(after, dialect))]),
  ]
}

function fillGaps(change: Alteration, dialect: Dialect): Step[] {
  const { default: value, name, type } = change.after
  if (!becomesRequired(change) || value === null) return []
  const literal = dialect.literal(value, type)
  return [sql(`UPDATE "${USERS}" SET "${name}" = ${literal} WHERE "${name}" IS NULL`)]
}
