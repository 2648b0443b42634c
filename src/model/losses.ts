import type { FieldType } from '../settings/types.js'
import type { ColumnChange } from './column-changes.js'
import type { Column } from './columns.js'

/** Type changes that keep every value; others lose a part of it or stop at some. */
const LOSSLESS: Partial<Record<FieldType, readonly FieldType[]>> = {
  Int: ['Float', 'String'],
  Float: ['String'],
  Boolean: ['Int', 'Float', 'String'],
  Date: ['DateTime', 'String'],
  DateTime: ['String'],
}

/** How long the text of a value can be at most, by its type. */
const TEXT_LENGTHS: Partial<Record<FieldType, number>> = {
  Int: 11,
  Float: 24,
  Boolean: 5,
  Date: 10,
  DateTime: 24,
}

/** Something that a change may take from users or refuse them. */
export interface Loss {
  column: string
  /** The end of a line that begins with the name of the column. */
  what: string
}

/**
 * What --allow-destructive is for. What can be computed again, like the key of the username, is no
 * loss, and neither is a rule for a column that is new.
 */
export function lossesOf(changes: readonly ColumnChange[]): Loss[] {
  const added = changes.flatMap((change) => (change.kind === 'add' ? [change.column.name] : []))
  return changes.flatMap((change) => lossOf(change, added))
}

function lossOf(change: ColumnChange, added: readonly string[]): Loss[] {
  switch (change.kind) {
    case 'drop':
      return dropLoss(change.column)
    case 'add':
      return keyLoss(change.column, added)
    case 'rename':
      return []
    case 'alter':
      return narrowings(change.before, change.after)
  }
}

function dropLoss({ name, keyOf }: Column): Loss[] {
  return keyOf === null ? [{ column: name, what: 'would be dropped with its values' }] : []
}

function keyLoss({ keyOf }: Column, added: readonly string[]): Loss[] {
  if (keyOf === null || added.includes(keyOf)) return []
  return [{ column: keyOf, what: 'would be unique' }]
}

/** Whether every value of a column has its place in another. */
function isLossless(from: FieldType, to: FieldType): boolean {
  return from === to || (LOSSLESS[from]?.includes(to) ?? false)
}

/** Whether texts of a column can be too long for another. */
export function isShortened(before: Column, after: Column): boolean {
  const length = before.maxLength ?? TEXT_LENGTHS[before.type] ?? 0
  return after.maxLength !== null && after.maxLength < length
}

function narrowings(before: Column, after: Column): Loss[] {
  const losses = [
    ...(isLossless(before.type, after.type)
      ? []
      : [`would change from ${before.type} to ${after.type}`]),
    ...(isShortened(before, after) ? [`would hold only ${after.maxLength} characters`] : []),
    ...(before.nullable && !after.nullable ? ['would be required'] : []),
    ...(!before.unique && after.unique ? ['would be unique'] : []),
  ]
  return losses.map((what) => ({ column: after.name, what }))
}
