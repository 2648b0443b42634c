import { type Column, USERS } from '../columns.js'
import { columnDefinition, redefineNullability } from '../sql.js'
import { refuseDuplicates } from './check-steps.js'
import { type Setting, type Step, sql } from './step.js'

/**
 * Adds a column. One that is required gets its values before they are required; where no one knows
 * them and there are users, the migration stops.
 */
export function addColumn(column: Column, setting: Setting): Step[] {
  const { dialect } = setting
  const optional = { ...column, nullable: column.nullable || column.default === null }
  const add = sql(`ALTER TABLE "${USERS}" ADD COLUMN ${columnDefinition(optional, dialect)}`)
  return optional.nullable === column.nullable
    ? [add]
    : [add, ...backfill(column, setting), sql(redefineNullability(column, dialect))]
}

/** Looks at what its owner may have put into the migration, where that can still be taken back. */
function backfill(column: Column, { dialect, after, backfill: what }: Setting): Step[] {
  if (column.keyOf !== null) {
    const fill: Step = { kind: 'fill-key', column: column.name, of: column.keyOf }
    return dialect.keepsEachStatement ? [fill] : [fill, refuseDuplicates(column.name)]
  }
  if (what === 'placeholder') {
    const isDistinct = column.unique || after.some(({ keyOf }) => keyOf === column.name)
    const value = dialect.placeholder(column.type, isDistinct)
    return [sql(`UPDATE "${USERS}" SET "${column.name}" = ${value}`)]
  }
  if (dialect.keepsEachStatement) return []
  const reason = `users would have no "${column.name}": set it in this migration, above the check`
  return [{ kind: 'refuse', from: `"${USERS}" WHERE "${column.name}" IS NULL`, reason }]
}
