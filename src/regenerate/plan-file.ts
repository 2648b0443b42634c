import type { RenderedFile } from '../render/types.js'
import { type BaseEntry, baseEntry } from './base.js'
import type { Change, DiskFile } from './change.js'
import {
  type Decision,
  decide,
  dismiss,
  type FileVersions,
  isLost,
  leaveDeleted,
  restore,
} from './decide.js'
import type { Whereabouts } from './find-again.js'
import { followMoves, type Places } from './imports.js'
import { move } from './moves.js'
import type { Rendering } from './renamed-paths.js'
import { isSameText } from './text.js'

/** What a plan is made from. Without a base, nothing on disk is overwritten. */
export interface PlanInput extends Rendering {
  /** Where the owner has moved files of the base. */
  whereabouts: Whereabouts
  /** Paths of deleted files to be brought back. */
  restored: readonly string[]
  /** Paths of those that are to stay deleted, whatever has changed in them. */
  deleted: readonly string[]
}

/** A plan in the making. */
export interface Planning extends PlanInput {
  /** Where code is that is rendered under another path than last time: old -> new. */
  renames: Places
}

/** A file that is rendered now, and what was rendered last time. */
export interface Rendered {
  file: RenderedFile
  base: BaseEntry | undefined
  /** The path of last time. */
  from: string
}

/** What happens to a file that is rendered now, wherever its owner has it. */
export function planFile(input: Planning, rendered: Rendered): Change {
  const place = input.whereabouts.places.get(rendered.from)
  const decision =
    place === undefined ? decideFile(input, rendered) : decideMoved(input, rendered, place)
  return { ...decision, entry: entryAfter(input, rendered, decision) }
}

function decideFile(input: Planning, rendered: Rendered): Decision {
  const { disk, restored, deleted, whereabouts, renames } = input
  const { file, from, base } = rendered
  const { path } = file
  const versions = versionsAt(input, rendered, path)
  if (!versions.disk && restored.includes(path)) return restore(versions.next, base)
  const isManaged = base?.kind === 'managed'
  if (!versions.disk && isManaged && deleted.includes(path)) return leaveDeleted(file)
  if (base?.kind === 'once') return decideOwn(input, rendered)
  const isRenamed = from !== path && isManaged
  const decision = isRenamed
    ? moveFile(versions, from, disk.get(from), renames)
    : decideHere(versions, renames)
  return withDoubt(decision, whereabouts.doubtful.get(from) ?? [])
}

/** A file that its owner has moved is brought up to date where it is. */
function decideMoved(input: Planning, rendered: Rendered, place: string): Decision {
  const { next, ...versions } = versionsAt(input, rendered, place)
  const decision = decideHere({ ...versions, next: { ...next, path: place } }, input.renames)
  const isFoundNow = rendered.base?.place !== place && decision.action === 'keep'
  const renderedAt = rendered.file.path
  return { ...decision, renderedAt, ...(isFoundNow && { action: 'move' }) }
}

/**
 * A file that is its owner's: it goes along where it is rendered elsewhere, unless something is there
 * already, and its imports lead where files are rendered now.
 */
function decideOwn({ disk, renames }: Planning, { file, from, base }: Rendered): Decision {
  const place = disk.has(file.path) ? file.path : from
  const found = disk.get(place)
  const decision = decide({ base, next: file, disk: found })
  if (!found?.text) return decision
  const content = followMoves(place, found.text, renames)
  if (place === file.path && content === found.text) return decision
  return {
    ...decision,
    action: 'update',
    state: 'outdated',
    isOnlyImports: true,
    writes: [{ path: file.path, content, mode: found.mode }],
    ...(place !== file.path && { movedFrom: place, deletes: [place] }),
  }
}

function moveFile(
  { base, next, disk }: FileVersions,
  from: string,
  found: DiskFile | undefined,
  renames: Places,
): Decision {
  const { disk: before, ...former } = followRenames({ base, next, disk: found }, from, renames)
  return move({ ...former, disk, from, before })
}

function decideHere(versions: FileVersions, renames: Places): Decision {
  const { path } = versions.next
  const { base, next, disk } = followRenames(versions, path, renames)
  const decision = decide({ base, next, disk })
  if (decision.action !== 'keep' || !disk?.text || disk.text === versions.disk?.text)
    return decision
  const writes = [{ path, content: disk.text, mode: disk.mode }]
  return { ...decision, action: 'merge', state: 'outdated', writes }
}

/**
 * What is known of a file that its owner has edited, with imports that lead where files are rendered
 * from now on. One that no one has edited is replaced as a whole.
 *
 * @param path where it is
 */
function followRenames(
  { base, next, disk }: FileVersions,
  path: string,
  renames: Places,
): FileVersions {
  if (renames.size === 0 || !base || !disk?.text || !isEdited(base, disk)) {
    return { base, next, disk }
  }
  return {
    base: { ...base, content: followMoves(path, base.content ?? '', renames) },
    next,
    disk: { ...disk, text: followMoves(path, disk.text, renames) },
  }
}

/** Whether a file is not as it was rendered; of one that is its owner's, no one knows. */
function isEdited({ content }: BaseEntry, disk: DiskFile | undefined): boolean {
  return content !== undefined && !isSameText(content, disk?.text ?? '')
}

/**
 * What is known of a file, with imports that lead where the owner has the files. Someone who moved one
 * and left the imports of others as they were has not edited those.
 */
function versionsAt(input: PlanInput, { file, base, from }: Rendered, place: string): FileVersions {
  const disk = input.disk.get(place)
  const { places } = input.whereabouts
  const next = { ...file, content: followMoves(file.path, file.content, placesNow(input)) }
  if (base?.content === undefined) return { base, next, disk }
  const isAsRendered = disk?.text != null && isSameText(disk.text, base.content)
  if (!isAsRendered)
    return { base: { ...base, content: followMoves(from, base.content, places) }, next, disk }
  return { base, next: isSameText(base.content, file.content) ? file : next, disk }
}

/** Where files are by the paths under which they are rendered now. */
function placesNow({ base, next, whereabouts: { places } }: PlanInput): Places {
  if (places.size === 0) return places
  const pathOf = new Map(next.map(({ id, path }) => [id, path]))
  return new Map(
    [...places].map(([from, place]) => [
      pathOf.get(base?.files.get(from)?.id ?? '') ?? from,
      place,
    ]),
  )
}

function withDoubt(decision: Decision, places: readonly string[]): Decision {
  if (!isLost(decision) || places.length === 0) return decision
  const conflicts = decision.conflicts.map(({ reason, ...place }) => ({
    ...place,
    reason: `${reason}; it may be ${places.join(' or ')}`,
  }))
  return { ...decision, conflicts }
}

/** What the next base remembers. What the owner has not decided about is asked again next time. */
function entryAfter(
  { whereabouts, deleted }: PlanInput,
  { file, from, base }: Rendered,
  decision: Decision,
): BaseEntry | null {
  if (isLost(decision)) return base ?? null
  if (decision.kind === 'once') return { id: file.id, kind: 'once' }
  const entry = baseEntry(file)
  if (entry?.kind !== 'managed') return entry
  const place = whereabouts.places.get(from)
  if (place !== undefined) return { ...entry, place }
  const isDecided = base?.place === null || deleted.includes(file.path)
  return isDecided && decision.action === 'stay-deleted' ? { ...entry, place: null } : entry
}

/** What happens to a file that is not rendered any more, wherever its owner has it. */
export function dismissFile(
  { disk, whereabouts: { places }, renames }: Planning,
  path: string,
  base: BaseEntry,
): Change | null {
  const place = places.get(path)
  const found = disk.get(place ?? path)
  const former = isEdited(base, found)
    ? { ...base, content: followMoves(path, base.content ?? '', places) }
    : base
  const change = dismiss(place ?? path, former, found)
  const kept = change && found?.text ? withImports(change, found, renames) : change
  return kept && place !== undefined ? { ...kept, renderedAt: path } : kept
}

/** A file that stays though it is not rendered any more still has to find what it imports. */
function withImports(change: Change, { text, mode }: DiskFile, renames: Places): Change {
  const { path } = change
  const others = new Map([...renames].filter(([from]) => from !== path))
  const content = followMoves(path, text ?? '', others)
  if (change.action !== 'conflict' || content === text) return change
  return { ...change, writes: [{ path, content, mode }] }
}
