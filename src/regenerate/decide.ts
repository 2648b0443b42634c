import { GONE_FILES } from '../render/moved-files.js'
import type { RenderedFile } from '../render/types.js'
import type { BaseEntry } from './base.js'
import type { Change, DiskFile, State } from './change.js'
import { lostLines } from './lost-lines.js'
import { bothVersions, type Marked } from './markers.js'
import { mergeFile } from './merge-file.js'
import { isSameText, readText, writeText } from './text.js'
import { withMissingVariables } from './variables.js'

/** The regenerated version of a file that cannot be merged is put beside it, under this ending. */
export const BESIDE = '.regenerated'

/** Reason reported for a file that is no longer rendered. */
export const KEPT = 'it is no longer part of the project, but was kept because you edited it'

/** The same, with what there is to do. */
function keptReason(path: string): string {
  const advice = GONE_FILES[path]
  return advice === undefined ? KEPT : `${KEPT}; ${advice}, then delete it`
}

/** What is known about one file. */
export interface FileVersions {
  base: BaseEntry | undefined
  next: RenderedFile
  disk: DiskFile | undefined
}

/** What happens to a file; what the next base remembers is not decided here. */
export type Decision = Omit<Change, 'entry'>

type Outcome = Omit<Decision, 'path' | 'kind'>

const NOTHING: Pick<Change, 'writes' | 'deletes' | 'conflicts'> = {
  writes: [],
  deletes: [],
  conflicts: [],
}

/** What happens to a file that is rendered now: the decision table of regeneration. */
export function decide({ base, next, disk }: FileVersions): Decision {
  const kind = base?.kind === 'once' ? 'once' : next.kind
  const outcome =
    kind === 'managed' ? managed({ base, next, disk }) : DECISIONS[kind]({ base, next, disk })
  return { path: next.path, kind, ...outcome }
}

const DECISIONS = { once, 'append-only': once, secret } satisfies Record<
  string,
  (versions: FileVersions) => Outcome
>

/** Rendered once; then the user's, even if they delete it. */
function once({ base, next, disk }: FileVersions): Outcome {
  if (disk) return keep('clean')
  return base ? stayDeleted() : create(next)
}

/** Only what is missing is added: a key that changed would log everyone out. */
function secret({ next, disk }: FileVersions): Outcome {
  if (!disk) return create(next)
  if (disk.text === null) return keep('clean')
  const text = readText(disk.text)
  const content = withMissingVariables(text.content, next.content)
  return content === text.content ? keep('clean') : rewrite('update', next, disk, content)
}

function managed({ base, next, disk }: FileVersions): Outcome {
  if (!disk) return base ? gone(base, next) : create(next)
  if (disk.text === null) return binary({ base, next, disk })
  if (isSameText(disk.text, next.content)) return keep('clean')
  if (base?.content === undefined) return bothKept(next, disk, disk.text)
  if (isSameText(base.content, next.content)) return keep('edited')
  if (isSameText(base.content, disk.text)) return rewrite('update', next, disk, next.content)
  return merge(base.content, next, disk, disk.text)
}

function merge(base: string, next: RenderedFile, disk: DiskFile, raw: string): Outcome {
  const yours = readText(raw).content
  const merged = mergeFile(next.path, { base, yours, theirs: next.content })
  if (merged.content === yours) return keep('edited')
  if (merged.conflicts.length > 0)
    return marked(next, disk, merged, 'both sides changed these lines')
  return rewrite('merge', next, disk, merged.content)
}

/** No one knows which version is the older one. */
function bothKept(next: RenderedFile, disk: DiskFile, raw: string): Outcome {
  const versions = bothVersions(readText(raw).content, next.content)
  return marked(next, disk, versions, 'it already existed, and differs from the rendered version')
}

function marked(next: RenderedFile, disk: DiskFile, merged: Marked, reason: string): Outcome {
  const conflicts = merged.conflicts.map((line) => ({ path: next.path, line, reason }))
  return { ...rewrite('conflict', next, disk, merged.content), conflicts }
}

function binary({ base, next, disk }: FileVersions): Outcome {
  const isUnchanged = base?.content !== undefined && isSameText(base.content, next.content)
  if (isUnchanged || !disk) return keep('edited')
  const path = next.path + BESIDE
  const reason = `it is binary and is not merged; the new version is ${path}`
  return {
    action: 'conflict',
    state: 'outdated',
    deletes: [],
    writes: [{ path, content: next.content }],
    conflicts: [{ path: next.path, line: 1, reason }],
  }
}

/** What happens to a file that was rendered last time and is not any more; null for nothing at all. */
export function dismiss(path: string, base: BaseEntry, disk: DiskFile | undefined): Change | null {
  // Migrations of earlier runs are part of the project forever.
  if (base.kind === 'append-only') {
    return { path, kind: base.kind, entry: base, ...(disk ? keep('clean') : stayDeleted()) }
  }
  if (base.kind === 'once' || !disk) return null
  const isUntouched = disk.text !== null && isSameText(disk.text, base.content ?? '')
  const gone = { path, kind: base.kind, entry: null, ...NOTHING, state: 'outdated' } as const
  if (isUntouched) return { ...gone, action: 'delete', deletes: [path] }
  return { ...gone, action: 'conflict', conflicts: [{ path, line: 1, reason: keptReason(path) }] }
}

/** Brings a file back that the user deleted. */
export function restore(next: RenderedFile, base: BaseEntry | undefined): Decision {
  const kind = base?.kind === 'once' ? 'once' : next.kind
  return { path: next.path, kind, ...create(next), action: 'restore' }
}

/** Leaves a file deleted of which the user said so, whatever has changed in it. */
export function leaveDeleted({ path, kind }: RenderedFile): Decision {
  return { path, kind, ...stayDeleted() }
}

/** Whether a file is missing, and what changes in it would be lost. */
export function isLost({ action, state }: Pick<Decision, 'action' | 'state'>): boolean {
  return action === 'conflict' && state === 'missing'
}

function create({ path, content, mode }: RenderedFile): Outcome {
  const write = { path, content, ...(mode !== undefined && { mode }) }
  return { ...NOTHING, action: 'create', state: 'missing', writes: [write] }
}

function rewrite(
  action: 'update' | 'merge' | 'conflict',
  { path }: RenderedFile,
  disk: DiskFile,
  content: string,
): Outcome {
  const written = writeText(content, readText(disk.text ?? ''))
  const writes = [{ path, content: written, mode: disk.mode }]
  return { ...NOTHING, action, state: 'outdated', writes }
}

/** A file that is not there cannot take what is new: the user has to know. */
function gone({ content = '' }: BaseEntry, { path, content: next }: RenderedFile): Outcome {
  if (isSameText(content, next)) return stayDeleted()
  const reason = `you deleted or moved this file, and ${lostLines(content, next)}`
  return {
    ...NOTHING,
    action: 'conflict',
    state: 'missing',
    conflicts: [{ path, line: 1, reason: `${reason}; ${waysOn(path)}` }],
  }
}

function waysOn(path: string): string {
  return `--restore ${path} restores it, --moved ${path}=NEW says where it is, --deleted ${path} leaves it deleted`
}

function keep(state: State): Outcome {
  return { ...NOTHING, action: 'keep', state }
}

function stayDeleted(): Outcome {
  return { ...NOTHING, action: 'stay-deleted', state: 'missing' }
}
