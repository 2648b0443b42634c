import type { ColumnChange } from '../column-changes.js'
import { USERS } from '../columns.js'
import type { Dialect } from '../dialects.js'
import { createUniqueIndex, dropUniqueIndex } from '../sql.js'
import { addColumn } from './add-column.js'
import { alterColumn } from './alter-column.js'
import { checkSteps } from './check-steps.js'
import { newIndexes, obsoleteIndexes } from './indexes.js'
import { type Setting, type Step, sql } from './step.js'

/**
 * What makes the changes. Rows, other columns and whatever refers to the table stay as they are:
 * PostgreSQL and MySQL take each of these statements, and SQLite since 3.53. The copy of the table that older
 * versions need would delete, by the foreign keys, what belongs to its rows.
 */
export function columnSteps(changes: readonly ColumnChange[], setting: Setting): Step[] {
  const { dialect } = setting
  const steps = [
    ...checkSteps(changes, setting),
    ...obsoleteIndexes(changes, dialect).map((column) => sql(dropUniqueIndex(column, dialect))),
    ...keysLast(changes).flatMap((change) => changeSteps(change, setting)),
    ...newIndexes(changes, setting).map((column) => sql(createUniqueIndex(column))),
  ]
  return locked(steps, dialect)
}

/**
 * Between the look at values and their change, a server that still runs could write others. Where each
 * statement is kept at once, it could between any two.
 */
function locked(steps: Step[], dialect: Dialect): Step[] {
  const isNeeded = dialect.keepsEachStatement
    ? steps.length > 0
    : steps.some(({ kind }) => kind === 'refuse')
  const lock = isNeeded ? dialect.lock(USERS) : null
  if (lock === null) return steps
  return [sql(lock.take), ...steps, ...(lock.release === null ? [] : [sql(lock.release)])]
}

function changeSteps(change: ColumnChange, setting: Setting): Step[] {
  switch (change.kind) {
    case 'drop':
      return [sql(`ALTER TABLE "${USERS}" DROP COLUMN "${change.column.name}"`)]
    case 'rename':
      return [sql(`ALTER TABLE "${USERS}" RENAME COLUMN "${change.from.name}" TO "${change.to}"`)]
    case 'add':
      return addColumn(change.column, setting)
    case 'alter':
      return alterColumn(change, setting.dialect)
  }
}

/** A key is computed from what its column holds in the end. */
function keysLast(changes: readonly ColumnChange[]): ColumnChange[] {
  const isKey = (change: ColumnChange) => change.kind === 'add' && change.column.keyOf !== null
  return changes.toSorted((one, other) => Number(isKey(one)) - Number(isKey(other)))
}
