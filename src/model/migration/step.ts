import type { Column } from '../columns.js'
import type { Dialect } from '../dialects.js'

/** One thing that a migration does. */
export type Step =
  | { kind: 'sql'; sql: string }
  /** Stops, and nothing is kept, when a query has rows. Their number and the reason are told. */
  | { kind: 'refuse'; from: string; reason: string }
  /** Stops when names are the same or too long in their canonical forms. @see addColumn */
  | { kind: 'refuse-names'; of: string; names: string; maxLength: number; maxKeyLength: number }
  /** Fills a column with the canonical forms of another. */
  | { kind: 'fill-key'; column: string; of: string }
  | { kind: 'create-refresh-tokens' | 'drop-refresh-tokens' }

/** Where steps are taken. */
export interface Setting {
  dialect: Dialect
  /** The table as it will be. */
  after: readonly Column[]
  /** What users who are there get in a required column without a default. */
  backfill: 'nothing' | 'placeholder'
}

/** @param text one statement */
export function sql(text: string): Step {
  return { kind: 'sql', sql: text }
}
