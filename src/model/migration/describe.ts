import type { ColumnChange } from '../column-changes.js'
import type { Column } from '../columns.js'
import type { Dialect } from '../dialects.js'
import { lossesOf } from '../losses.js'
import { columnDefinition } from '../sql.js'
import type { UserMigration } from './user-migration.js'

/** What a migration does, one line each, for those who decide whether to run it. */
export function summaryOf({ changes, refreshTokens }: UserMigration, dialect: Dialect): string[] {
  const lines = visibleOf(changes).map((change) => summaryLine(change, dialect))
  return refreshTokens === null ? lines : [...lines, REFRESH_TOKENS[refreshTokens].summary]
}

/** What a migration would take from users: one line each, none when it takes nothing. */
export function lossLines({ changes, refreshTokens }: UserMigration): string[] {
  const lines = lossesOf(changes).map(
    ({ column, what }) => `${column} ${what}${renameHint(column, changes)}`,
  )
  return refreshTokens === 'dropped' ? [...lines, REFRESH_TOKENS.dropped.loss] : lines
}

/** The name of a migration as its file has it: `add-lucky-number`. */
export function migrationName({ changes, refreshTokens }: UserMigration): string {
  const visible = visibleOf(changes)
  const [first] = visible
  if (!first) return refreshTokens === null ? 'change-users' : REFRESH_TOKENS[refreshTokens].name
  if (refreshTokens !== null) return 'change-tables'
  if (visible.length > 1) return 'change-users'
  return changeName(first).replaceAll('_', '-')
}

/** A sentence for the head of its file. */
export function purposeOf({ changes, refreshTokens }: UserMigration): string {
  const parts = visibleOf(changes).map(changePart)
  const all = refreshTokens === null ? parts : [...parts, REFRESH_TOKENS[refreshTokens].part]
  const sentence = `${all.join(', ')}.`
  return sentence.length <= LONGEST_SENTENCE
    ? sentence.charAt(0).toUpperCase() + sentence.slice(1)
    : 'Updates the table of users.'
}

/** What fits on the line of a comment. */
const LONGEST_SENTENCE = 90

const REFRESH_TOKENS = {
  added: {
    name: 'add-refresh-tokens',
    part: 'adds refresh tokens',
    summary: 'adds the table refresh_tokens',
  },
  dropped: {
    name: 'drop-refresh-tokens',
    part: 'drops refresh tokens',
    summary: 'drops the table refresh_tokens: all users have to log in again',
    loss: 'refresh_tokens would be dropped, and all users would have to log in again',
  },
} as const

/** Changes of the username key are not reported: users have no use for them. */
function visibleOf(changes: readonly ColumnChange[]): ColumnChange[] {
  const changed = new Set(changes.map(nameOf))
  return changes.filter((change) => {
    const { keyOf } = columnOf(change)
    return keyOf === null || !changed.has(keyOf)
  })
}

function nameOf(change: ColumnChange): string {
  return columnOf(change).name
}

function columnOf(change: ColumnChange): Column {
  if (change.kind === 'rename') return change.from
  return change.kind === 'alter' ? change.after : change.column
}

/** What comes with a key is that no two users have the same value any more. */
function keyPart(change: ColumnChange): string | null {
  const { keyOf } = columnOf(change)
  if (keyOf === null) return null
  if (change.kind === 'drop') return `no longer keeps ${keyOf} unique`
  return `makes ${keyOf} unique in any letter case`
}

function changeName(change: ColumnChange): string {
  const { keyOf } = columnOf(change)
  if (keyOf !== null) return `change-${keyOf}`
  if (change.kind === 'rename') return `rename-${change.from.name}-to-${change.to}`
  return `${verb(change)}-${nameOf(change)}`
}

function verb({ kind }: ColumnChange): string {
  return kind === 'alter' ? 'change' : kind
}

function changePart(change: ColumnChange): string {
  const part = keyPart(change)
  if (part !== null) return part
  if (change.kind === 'rename') return `renames ${change.from.name} to ${change.to}`
  return `${verb(change)}s ${nameOf(change)}`
}

function summaryLine(change: ColumnChange, dialect: Dialect): string {
  const part = keyPart(change)
  if (part !== null) return part
  switch (change.kind) {
    case 'drop':
      return `drops the column ${change.column.name} and its values`
    case 'rename':
      return `renames the column ${change.from.name} to ${change.to}`
    case 'add':
      return `adds the column ${change.column.name}; ${firstValue(change.column)}`
    case 'alter':
      return `changes the column ${change.after.name}: ${difference(change, dialect)}`
  }
}

function firstValue(column: Column): string {
  if (column.default !== null) return `existing users get ${JSON.stringify(column.default)}`
  return column.nullable
    ? 'existing users get NULL'
    : 'it is required and has no default, so the migration stops if there are users'
}

function difference(
  { before, after }: Extract<ColumnChange, { kind: 'alter' }>,
  dialect: Dialect,
): string {
  const [old, current] = [before, after].map((column) => {
    const [, ...definition] = columnDefinition(column, dialect).split(' ')
    return [...definition, ...(column.unique ? ['UNIQUE'] : [])].join(' ')
  })
  return `${old} becomes ${current}`
}

/** A new column of the same type may be what a dropped one is called now. */
function renameHint(column: string, changes: readonly ColumnChange[]): string {
  const dropped = changes.find((change) => change.kind === 'drop' && change.column.name === column)
  if (dropped?.kind !== 'drop') return ''
  const other = changes.find(
    (change) =>
      change.kind === 'add' &&
      change.column.type === dropped.column.type &&
      change.column.keyOf === null,
  )
  return other ? `; if it was only renamed: --rename ${column}=${nameOf(other)}` : ''
}
