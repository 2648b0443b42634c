import { dialectOf } from '../model/dialects.js'
import { lossLines, summaryOf } from '../model/migration/describe.js'
import { type SettingsChange, userMigration } from '../model/migration/user-migration.js'
import { renderMigration } from '../render/migration.js'
import type { RenderedFile } from '../render/render.js'

/** Settings that change, and what is known of the project and of the wishes of its owner. */
export interface MigrationRequest extends SettingsChange {
  /** Columns may be dropped or narrowed. */
  allowDestructive: boolean
  /** Names of the migration files that are there, with or without their folder. */
  existing: readonly string[]
  now: Date
}

/** The same request gives the same plan, byte for byte. */
export interface MigrationPlan {
  /** Null when the tables stay as they are or something is in the way. */
  file: RenderedFile | null
  /** What the migration does, a line each. */
  summary: string[]
  /** Why there is none, a line each; the change of settings is refused then. */
  problems: string[]
}

/**
 * The migration that a change of settings needs: none when the tables stay as they are. It sorts
 * after every one that is there.
 */
export function planMigration(request: MigrationRequest): MigrationPlan {
  const migration = userMigration(request)
  if ('problems' in migration) return { file: null, summary: [], problems: migration.problems }
  const summary = summaryOf(migration, dialectOf(request.after.database))
  const problems = request.allowDestructive ? [] : lossLines(migration).map(withFlag)
  const isNeeded = migration.up.length > 0 && problems.length === 0
  const file = isNeeded ? renderMigration(migration, timestamp(request)) : null
  return { file, summary, problems }
}

function timestamp({ existing, now }: MigrationRequest): number {
  const newest = existing.map(timestampOf).reduce((one, other) => Math.max(one, other), 0)
  return Math.max(now.getTime(), newest + 1)
}

/** What TypeORM reads as the time of a migration: 13 digits. */
function timestampOf(file: string): number {
  return Number(/(?:^|\/)(\d{13})-[^/]*$/.exec(file)?.[1] ?? 0)
}

function withFlag(loss: string): string {
  return `${loss}; add --allow-destructive if that is wanted`
}
