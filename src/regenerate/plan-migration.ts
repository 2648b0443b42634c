import { dialectOf } from '../model/dialects.js'
import { lossLines, summaryOf } from '../model/migration/describe.js'
import { type SettingsChange, userMigration } from '../model/migration/user-migration.js'
import { renderMigration } from '../render/migration.js'
import type { RenderedFile } from '../render/types.js'
import { initialTimestamp, migrationsIn } from './migration-files.js'

/** Settings that change, and what is known of the project and of the wishes of its owner. */
export interface MigrationRequest extends SettingsChange {
  /** Columns may be dropped or narrowed. */
  allowDestructive: boolean
  /** The migration files that are there, from where the migrations are. */
  existing: readonly string[]
  /** Those of the owner, from the folder that they are in. */
  own?: readonly string[]
  now: Date
}

/** The same request gives the same plan, byte for byte. */
export interface MigrationPlan {
  /** Null when the tables stay as they are or something is in the way. */
  file: RenderedFile | null
  /** What the migration does, one line each. */
  summary: string[]
  /** Why there is none, one line each; the change of settings is refused then. */
  problems: string[]
  /** What else there is to know of it, one line each. */
  notes: string[]
}

/**
 * The migration that a change of settings needs: none when the tables stay as they are. It sorts
 * after every one that is there.
 */
export function planMigration(request: MigrationRequest): MigrationPlan {
  if (request.before.database !== request.after.database) return planOtherDatabase(request)
  const migration = userMigration(request)
  if ('problems' in migration) return { ...NOTHING, problems: migration.problems }
  const dialect = dialectOf(request.after.database)
  const summary = summaryOf(migration, dialect)
  const problems = request.allowDestructive ? [] : lossLines(migration).map(withFlag)
  const isNeeded = migration.up.length > 0 && problems.length === 0
  if (timestamp(request) > LAST_TIME) return { ...NOTHING, problems: [NO_TIME_LEFT] }
  const making = { dialect, timestamp: timestamp(request) }
  const file = isNeeded ? renderMigration(migration, making) : null
  return { file, summary, problems, notes: [] }
}

/** TypeORM reads 13 digits. */
const LAST_TIME = 9_999_999_999_999
const NO_TIME_LEFT = `one of your migrations has the time ${LAST_TIME}, which leaves no later one: give it an earlier time`

const NOTHING: MigrationPlan = { file: null, summary: [], problems: [], notes: [] }

/** The tables start over, in a folder of their own: what is there is for another database. */
function planOtherDatabase({ before, after, existing, own = [] }: MigrationRequest): MigrationPlan {
  const folder = dialectOf(after.database).migrationsFolder
  if (initialTimestamp(migrationsIn(folder, existing)) !== null) {
    const problem = `database: ${folder} has earlier migrations for ${after.database}, whose tables may differ: move them away first, and start with an empty database`
    return { ...NOTHING, problems: [problem] }
  }
  const note = `database: ${after.database} instead of ${before.database}: new migrations start in ${folder}; data is not moved`
  return { ...NOTHING, notes: [note, HOW_TO_MOVE, ...(own.length > 0 ? [HOW_TO_MAKE_OWN] : [])] }
}

const HOW_TO_MOVE =
  'to move it, run dumpdata with the old code, then regenerate, migrate, and run loaddata'

/** Migrations of the owner hold the SQL of one database. */
const HOW_TO_MAKE_OWN =
  'your own tables start over, too: after migrate, run migration:generate and migrate once more'

function timestamp({ existing, own = [], now }: MigrationRequest): number {
  const newest = [...existing, ...own]
    .map(timestampOf)
    .reduce((one, other) => Math.max(one, other), 0)
  return Math.max(now.getTime(), newest + 1)
}

/** What TypeORM reads as the time of a migration: 13 digits. */
function timestampOf(file: string): number {
  return Number(/(?:^|\/)(\d{13})-[^/]*\.[jt]s$/.exec(file)?.[1] ?? 0)
}

function withFlag(loss: string): string {
  return `${loss}; add --allow-destructive if you want that`
}
