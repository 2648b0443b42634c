import type { Change } from './change.js'
import { FORMER_HOOKS_PATH, HOOKS_PATH, hookNotes } from './hook-notes.js'
import type { TextVersions } from './merge.js'
import { PACKAGE_JSON, packageNotes } from './package-notes.js'
import { newBesideMoved } from './plan-changes.js'
import type { MigrationPlan } from './plan-migration.js'
import type { ProjectState } from './project-state.js'
import { formerPaths } from './renamed-paths.js'
import type { Wishes } from './wishes.js'

/** What a comparison looks back on when it tells what it has noticed. */
export interface Noticed {
  state: ProjectState
  wishes: Wishes
  migration: MigrationPlan
  changes: readonly Change[]
}

const UNFINISHED = 'an earlier run was interrupted; regenerate finishes it first'

/** What its owner should know about a project and its changes, one line each. */
export function comparisonNotes({ state, wishes, migration, changes }: Noticed): string[] {
  const { baseProblem, before, disk, isUnfinished, settings } = state
  const hooks = (disk.get(HOOKS_PATH) ?? disk.get(FORMER_HOOKS_PATH))?.text ?? ''
  return [
    ...(isUnfinished ? [UNFINISHED] : []),
    ...(baseProblem === null ? [] : withoutBase(baseProblem)),
    ...settings.notes,
    ...migration.notes,
    ...(before ? hookNotes(before, settings.settings, hooks) : []),
    ...packageNotes(packageJsonVersions(state), state.project.packageManager),
    ...[...wishes.restored, ...wishes.deleted]
      .filter((path) => disk.has(path))
      .map((path) => `${path} already exists`),
    ...leftNotes(state, changes),
    ...newBesideMoved(changes),
  ]
}

function withoutBase(reason: string): string[] {
  return [
    `${reason}: existing files were not overwritten; files that differ now contain both versions`,
    'changes of the user model are unknown, so no migration was made',
  ]
}

/** Files that could not move, because something was in their new place. */
function leftNotes({ base, next, disk }: ProjectState, changes: readonly Change[]): string[] {
  const deleted = new Set(changes.flatMap(({ deletes }) => deletes))
  const rendered = new Set(next.map(({ path }) => path))
  return [...formerPaths(base, next)].flatMap(([{ path }, from]) => {
    const isThere = disk.has(from) && !deleted.has(from) && !rendered.has(from)
    if (!isThere || !disk.has(path)) return []
    return [
      `${from} stays, but the server uses ${path}, which was there already: move what you need of it there, then delete ${from}`,
    ]
  })
}

function packageJsonVersions({ base, disk, next }: ProjectState): TextVersions {
  return {
    base: base?.files.get(PACKAGE_JSON)?.content ?? '',
    yours: disk.get(PACKAGE_JSON)?.text ?? '',
    theirs: next.find(({ path }) => path === PACKAGE_JSON)?.content ?? '',
  }
}
