import { type Comparison, compare } from '../../regenerate/compare.js'
import { pathsOf, unresolved } from '../../regenerate/plan-changes.js'
import type { ProjectState } from '../../regenerate/project-state.js'
import type { Wishes } from '../../regenerate/wishes.js'
import type { ProjectPlace } from '../read/find-project.js'
import { completeRenames, type YesOrNo } from './ask-renames.js'
import { lookAt, readState } from './read-state.js'

/** All that is known about a project before anything is changed, and what would be. */
export interface Regeneration
  extends Comparison,
    Pick<ProjectState, 'base' | 'project' | 'disk' | 'obstacles' | 'isUnfinished'> {
  place: ProjectPlace
}

/**
 * Reads a project, asks what only its owner knows, and decides what has to change in it.
 *
 * @param ask null where there is no one to ask
 * @throws Failure for mistakes in the settings, and for a base that must not be used
 */
export async function compareProject(
  place: ProjectPlace,
  wishes: Wishes,
  ask: YesOrNo | null,
): Promise<Regeneration> {
  const state = await readState(place, wishes)
  const renames = await renamesOf(state, wishes, ask)
  const comparison = compare(state, { ...wishes, renames }, new Date())
  const { file } = comparison.migration
  const { obstacles } = await lookAt(place, pathsOf(null, file ? [file] : []))
  const { base, project, disk, own, isUnfinished } = state
  return {
    ...comparison,
    place,
    base,
    project,
    disk: new Map([...disk, ...own]),
    obstacles: new Map([...state.obstacles, ...obstacles]),
    isUnfinished,
  }
}

/**
 * The user is not asked about what will be refused. Nor about fields of another database: its tables
 * start empty, so that no value could be kept.
 */
async function renamesOf(
  { before, settings: { settings }, disk }: ProjectState,
  { renames }: Wishes,
  ask: YesOrNo | null,
): Promise<ReadonlyMap<string, string>> {
  if (before === null) return renames
  const isAsked = unresolved(disk).length === 0 && before.database === settings.database
  return await completeRenames(before, settings, renames, isAsked ? ask : null)
}
