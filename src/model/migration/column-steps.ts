import { USERS } from '../columns.js'
import type { ColumnChange } from '../diff.js'
import { createUniqueIndex, dropUniqueIndex } from '../sql.js'
import { addColumn } from './add-column.js'
import { alterColumn } from './alter-column.js'
import { duplicateChecks, newIndexes, obsoleteIndexes } from './indexes.js'
import { type Setting, type Step, sql } from './step.js'

/**
 * What makes the changes. Rows, other columns and whatever refers to the table stay as they are:
 * PostgreSQL takes each of these statements, and SQLite since 3.53. The copy of the table that older
 * versions need would delete, by the foreign keys, what belongs to its rows.
 */
export function columnSteps(changes: readonly ColumnChange[], setting: Setting): Step[] {
  const steps = [
    ...obsoleteIndexes(changes).map((column) => sql(dropUniqueIndex(column))),
    ...keysLast(changes).flatMap((change) => changeSteps(change, setting)),
    ...changes.flatMap(duplicateChecks),
    ...newIndexes(changes, setting.after).map((column) => sql(createUniqueIndex(column))),
  ]
  return [...lockSteps(steps, setting), ...steps]
}

/** Between the look at values and their change, a server that still runs could write others. */
function lockSteps(steps: readonly Step[], { dialect }: Setting): Step[] {
  const lock = steps.some(({ kind }) => kind === 'refuse') ? dialect.lock(USERS) : null
  return lock === null ? [] : [sql(lock)]
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
