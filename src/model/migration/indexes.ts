import { type Column, USERS } from '../columns.js'
import type { ColumnChange } from '../diff.js'
import { isReplaced } from './alter-column.js'
import type { Step } from './step.js'

/** The columns whose unique index goes, because of another name or definition or for good. */
export function obsoleteIndexes(changes: readonly ColumnChange[]): string[] {
  const renamed = changes.flatMap((change) => (change.kind === 'rename' ? [change.to] : []))
  return changes.flatMap((change) => obsoleteIndex(change, renamed))
}

/** The columns that get a unique index, under the names that they have in the end. */
export function newIndexes(changes: readonly ColumnChange[], after: readonly Column[]): string[] {
  const changed = changes.flatMap(indexedAnew)
  return after
    .filter(({ name, unique }) => unique && changed.includes(name))
    .map(({ name }) => name)
}

/** Stops before the index where values of users who are there may be the same. */
export function duplicateChecks(change: ColumnChange): Step[] {
  if (change.kind === 'add') {
    return change.column.keyOf === null ? [] : [refuseDuplicates(change.column)]
  }
  if (change.kind !== 'alter' || !change.after.unique) return []
  const { before, after } = change
  return before.unique && before.type === after.type ? [] : [refuseDuplicates(after)]
}

function obsoleteIndex(change: ColumnChange, renamed: readonly string[]): string[] {
  switch (change.kind) {
    case 'add':
      return []
    case 'drop':
      return change.column.unique ? [change.column.name] : []
    case 'rename':
      return change.from.unique ? [change.from.name] : []
    case 'alter': {
      const { before, after } = change
      const isGone = !after.unique || isReplaced(change)
      return before.unique && isGone && !renamed.includes(before.name) ? [before.name] : []
    }
  }
}

function indexedAnew(change: ColumnChange): string[] {
  switch (change.kind) {
    case 'add':
      return [change.column.name]
    case 'drop':
      return []
    case 'rename':
      return [change.to]
    case 'alter':
      return !change.before.unique || isReplaced(change) ? [change.after.name] : []
  }
}

function refuseDuplicates(column: Column): Step {
  const name = `"${column.name}"`
  return {
    kind: 'refuse',
    from: `(SELECT ${name} FROM "${USERS}" WHERE ${name} IS NOT NULL GROUP BY ${name} HAVING COUNT(*) > 1) AS "shared"`,
    reason: `values of ${name} belong to more than one user: change them first`,
  }
}
