import { type Column, USERS } from '../columns.js'
import type { Dialect } from '../dialects.js'
import type { ColumnChange } from '../diff.js'
import { isShortened } from '../losses.js'
import { columnDefinition } from '../sql.js'
import { requireColumn } from './add-column.js'
import { type Step, sql } from './step.js'

type Alteration = Extract<ColumnChange, { kind: 'alter' }>

/**
 * Whether a column has to be made anew: SQLite changes no type, length or default of one. PostgreSQL
 * does, but takes this way too: there is one to know and to test.
 */
export function isReplaced({ before, after }: Alteration): boolean {
  return (
    before.type !== after.type ||
    before.maxLength !== after.maxLength ||
    before.default !== after.default
  )
}

/** Changes the definition of a column and keeps its values; it stops at values that do not fit. */
export function alterColumn(change: Alteration, dialect: Dialect): Step[] {
  if (isReplaced(change)) return replaceColumn(change, dialect)
  const { before, after } = change
  if (before.nullable === after.nullable) return []
  return after.nullable ? [permitNull(after)] : [...fillGaps(after, dialect), requireColumn(after)]
}

function replaceColumn({ before, after }: Alteration, dialect: Dialect): Step[] {
  const becomesRequired = before.nullable && !after.nullable
  const value = dialect.conversion(before.type, after.type).to(`"${before.name}"`)
  const default_ = after.default === null ? null : dialect.literal(after.default, after.type)
  // No field can have this name: there are no two underscores in a row in any.
  const temporary = { ...after, name: `${after.name}__new` }
  const optional = { ...temporary, nullable: after.nullable || after.default === null }
  const filled = becomesRequired && default_ ? `COALESCE(${value}, ${default_})` : value
  return [
    ...misfits({ before, after }, dialect),
    ...(becomesRequired && !default_ ? [refuseGaps(before)] : []),
    sql(`ALTER TABLE "${USERS}" ADD COLUMN ${columnDefinition(optional, dialect)}`),
    sql(`UPDATE "${USERS}" SET "${temporary.name}" = ${filled}`),
    sql(`ALTER TABLE "${USERS}" DROP COLUMN "${before.name}"`),
    sql(`ALTER TABLE "${USERS}" RENAME COLUMN "${temporary.name}" TO "${after.name}"`),
    ...(optional.nullable === after.nullable ? [] : [requireColumn(after)]),
  ]
}

/** Stops at values that have no place in the new column. */
function misfits(
  { before, after }: Pick<Alteration, 'before' | 'after'>,
  dialect: Dialect,
): Step[] {
  const name = `"${before.name}"`
  const { to, unfit } = dialect.conversion(before.type, after.type)
  const condition = unfit(name)
  const steps: Step[] = []
  if (condition) {
    const reason = `values of ${name} cannot become ${after.type}: change them first`
    steps.push({ kind: 'refuse', from: `"${USERS}" WHERE ${condition}`, reason })
  }
  if (isShortened(before, after)) {
    const from = `"${USERS}" WHERE LENGTH(${to(name)}) > ${after.maxLength}`
    const reason = `values of ${name} are longer than ${after.maxLength} characters: shorten them first`
    steps.push({ kind: 'refuse', from, reason })
  }
  return steps
}

function permitNull({ name }: Column): Step {
  return sql(`ALTER TABLE "${USERS}" ALTER COLUMN "${name}" DROP NOT NULL`)
}

function fillGaps(column: Column, dialect: Dialect): Step[] {
  if (column.default === null) return [refuseGaps(column)]
  const value = dialect.literal(column.default, column.type)
  return [sql(`UPDATE "${USERS}" SET "${column.name}" = ${value} WHERE "${column.name}" IS NULL`)]
}

function refuseGaps({ name }: Column): Step {
  return {
    kind: 'refuse',
    from: `"${USERS}" WHERE "${name}" IS NULL`,
    reason: `users have no "${name}": give them one first`,
  }
}
