import type { ColumnChange } from '../column-changes.js'
import type { Dialect } from '../dialects.js'
import { isReplaced } from './alter-column.js'
import type { Setting } from './step.js'

/** The columns whose unique index goes, because of another name or definition or for good. */
export function obsoleteIndexes(changes: readonly ColumnChange[], dialect: Dialect): string[] {
  const renamed = changes.flatMap((change) => (change.kind === 'rename' ? [change.to] : []))
  return changes.flatMap((change) => obsoleteIndex(change, renamed, dialect))
}

/** The columns that get a unique index, under the names that they have in the end. */
export function newIndexes(
  changes: readonly ColumnChange[],
  { after, dialect }: Setting,
): string[] {
  const changed = changes.flatMap((change) => indexedAnew(change, dialect))
  return after
    .filter(({ name, unique }) => unique && changed.includes(name))
    .map(({ name }) => name)
}

function obsoleteIndex(
  change: ColumnChange,
  renamed: readonly string[],
  dialect: Dialect,
): string[] {
  switch (change.kind) {
    case 'add':
      return []
    case 'drop':
      return change.column.unique ? [change.column.name] : []
    case 'rename':
      return change.from.unique ? [change.from.name] : []
    case 'alter': {
      const { before, after } = change
      const isGone = !after.unique || isReplaced(change, dialect)
      return before.unique && isGone && !renamed.includes(before.name) ? [before.name] : []
    }
  }
}

function indexedAnew(change: ColumnChange, dialect: Dialect): string[] {
  switch (change.kind) {
    case 'add':
      return [change.column.name]
    case 'drop':
      return []
    case 'rename':
      return [change.to]
    case 'alter':
      return !change.before.unique || isReplaced(change, dialect) ? [change.after.name] : []
  }
}
