import { dialectOf } from '../model/dialects.js'
import { SETTINGS_FILE } from '../settings/types.js'
import { type Base, baseOf, baseText } from './base.js'
import type { Change, Conflict, Disk } from './change.js'
import { comparisonNotes } from './comparison-notes.js'
import { migrationAt } from './migration-files.js'
import { followInOwnFiles, importNotes } from './own-files.js'
import { entriesOf, planChanges, unresolved } from './plan-changes.js'
import { type MigrationPlan, planMigration } from './plan-migration.js'
import type { ProjectState } from './project-state.js'
import { renamedPaths } from './renamed-paths.js'
import type { Wishes } from './wishes.js'

/** What a regeneration does about a project, file by file. */
export interface Comparison {
  changes: readonly Change[]
  migration: MigrationPlan
  /** The text of the base that this run leaves behind. */
  nextBase: string
  isBaseNew: boolean
  /** Conflicts of an earlier run. */
  unresolved: readonly Conflict[]
  /** What was noticed, one line each. */
  notes: readonly string[]
}

const NO_MIGRATION: MigrationPlan = { file: null, summary: [], problems: [], notes: [] }

/**
 * Compares a project with what is rendered from its settings now.
 *
 * @param wishes all renames among them: none is guessed here
 * @param now the time of a new migration
 */
export function compare(state: ProjectState, wishes: Wishes, now: Date): Comparison {
  const { base, disk, obstacles, whereabouts, settings } = state
  const migration = migrationOf(state, wishes, now)
  const renames = renamedPaths(state)
  const planned = planChanges({
    base: base && withoutMovedTables(base, state),
    next: migration.file ? [...state.next, migration.file] : state.next,
    disk,
    whereabouts,
    restored: wishes.restored,
    deleted: wishes.deleted,
  })
  const changes = [...planned, ...followInOwnFiles(state.own, renames)]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((change) => withUpgrade(change, settings.upgraded, disk))
    .map((change) => withoutSecret(change, obstacles))
  const nextBase = baseText(baseOf(state.project, entriesOf(changes)))
  return {
    changes,
    migration,
    nextBase,
    isBaseNew: nextBase !== state.baseText,
    unresolved: unresolved(disk),
    notes: [
      ...comparisonNotes({ state, wishes, migration, changes }),
      ...importNotes(state.own, disk, changes, renames),
    ],
  }
}

/** Without a base no one knows what the tables were. */
function migrationOf(state: ProjectState, wishes: Wishes, now: Date): MigrationPlan {
  if (!state.before) return NO_MIGRATION
  const plan = planMigration({
    before: state.before,
    after: state.settings.settings,
    renames: wishes.renames,
    allowDestructive: wishes.allowDestructive,
    existing: state.migrations,
    own: state.ownMigrations,
    now,
  })
  return { ...plan, file: plan.file && migrationAt(state.home, plan.file) }
}

/** A settings file of an older form is rewritten in the new one; at no other time is it written. */
function withUpgrade(change: Change, text: string | null, disk: Disk): Change {
  const file = disk.get(SETTINGS_FILE)
  if (change.path !== SETTINGS_FILE || text === null || !file) return change
  const writes = [{ path: SETTINGS_FILE, content: text, mode: file.mode }]
  return { ...change, action: 'update', state: 'outdated', writes }
}

/** A secret that is not ours to write, like a link to one that is mounted, is left alone. */
function withoutSecret(change: Change, obstacles: ProjectState['obstacles']): Change {
  if (change.kind !== 'secret' || !obstacles.has(change.path)) return change
  return { ...change, action: 'keep', state: 'clean', writes: [] }
}

/**
 * Back at an earlier database, the tables start over. So does the first migration, once the owner has
 * moved the old ones away.
 */
function withoutMovedTables(base: Base, { before, settings, disk }: ProjectState): Base {
  const { database } = settings.settings
  if (before === null || before.database === database) return base
  const folder = `${dialectOf(database).migrationsFolder}/`
  const isMoved = (path: string) =>
    path.startsWith(folder) && !path.slice(folder.length).includes('/') && !disk.has(path)
  return { ...base, files: new Map([...base.files].filter(([path]) => !isMoved(path))) }
}
