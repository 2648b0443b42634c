import type { Dialect } from '../../model/dialects.js'
import { toCamelCase } from '../../settings/names.js'
import { WIDTH } from '../layout.js'

/** An index for the few rows that a condition holds for, in the order of a column. */
interface PartialIndex {
  name: string
  table: string
  column: string
  /** The column that tells which rows, and what it says of them. */
  flag: string
  condition: string
}

const INDEXES = {
  closed: {
    ...{ name: 'users_closed', table: 'users', column: 'id' },
    ...{ flag: 'is_active', condition: '= false' },
  },
  archived: {
    ...{ name: 'user_status_archived', table: 'user_status', column: 'user_id' },
    ...{ flag: 'archived', condition: '= true' },
  },
  unverified: {
    ...{ name: 'user_status_unverified', table: 'user_status', column: 'user_id' },
    ...{ flag: 'verified', condition: '= false' },
  },
  waiting: {
    ...{ name: 'outbox_mails_next_attempt_at', table: 'outbox_mails', column: 'next_attempt_at' },
    ...{ flag: 'dead_at', condition: 'IS NULL' },
  },
} as const satisfies Record<string, PartialIndex>

/**
 * The partial indexes, as statements of a migration and as decorators of an entity. Where a database
 * has none, all rows are in them, ordered by the flag first.
 */
export function partialIndexes(dialect: Dialect) {
  const view = (index: PartialIndex) => ({
    statement: statement(index, dialect),
    decorator: decorator(index, dialect),
  })
  return {
    closed: view(INDEXES.closed),
    archived: view(INDEXES.archived),
    unverified: view(INDEXES.unverified),
    waiting: view(INDEXES.waiting),
  }
}

function statement({ name, table, column, flag, condition }: PartialIndex, dialect: Dialect) {
  const { hasPartialIndexes } = dialect
  const columns = hasPartialIndexes ? `"${column}"` : `"${flag}", "${column}"`
  const create = `CREATE INDEX "${name}" ON "${table}" (${columns})`
  const where = hasPartialIndexes ? [`WHERE "${flag}" ${condition}`] : []
  return query([create, ...where])
}

function decorator({ name, column, flag, condition }: PartialIndex, dialect: Dialect): string {
  const [key, of] = [column, flag].map(toCamelCase)
  return dialect.hasPartialIndexes
    ? `@Index('${name}', ['${key}'], { where: '"${flag}" ${condition}' })`
    : `@Index('${name}', ['${of}', '${key}'])`
}

/** A call in a migration, laid out as the formatter would. @param lines of one statement */
function query(lines: readonly string[]): string {
  const call = `    await runner.query('${lines.join(' ')}')`
  if (call.length <= WIDTH) return call
  const argument = `      '${lines.join(' ')}',`
  if (argument.length <= WIDTH) return ['    await runner.query(', argument, '    )'].join('\n')
  return ['    await runner.query(`', ...lines.map((line) => `      ${line}`), '    `)'].join('\n')
}
