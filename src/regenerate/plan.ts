import type { RenderedFile } from '../render/types.js'
import { BASE_PATH, type Base, type BaseEntry } from './base.js'
import type { Change, Conflict, Disk } from './change.js'
import { BESIDE, decide, dismiss, restore } from './decide.js'
import { conflictLines } from './markers.js'
import { move } from './moves.js'
import { readText } from './text.js'

/** What a plan is made from. */
export interface PlanInput {
  /** Null where there is none that can be used: then nothing on disk is overwritten. */
  base: Base | null
  next: readonly RenderedFile[]
  disk: Disk
  /** Paths of deleted files to be brought back. */
  restored: readonly string[]
}

/** What a regeneration does to every file that it knows, in the order of their paths. */
export function planChanges({ base, next, disk, restored }: PlanInput): Change[] {
  const known = base?.files ?? new Map<string, BaseEntry>()
  const pathOf = new Map([...known].map(([path, { id }]) => [id, path]))
  const rendered = next.map((file) => {
    const from = pathOf.get(file.id) ?? file.path
    const versions = { base: known.get(from), next: file, disk: disk.get(file.path) }
    if (!versions.disk && restored.includes(file.path)) return restore(file, versions.base)
    return from !== file.path && versions.base?.kind === 'managed'
      ? move({ ...versions, from, before: disk.get(from) })
      : decide(versions)
  })
  const ids = new Set(next.map(({ id }) => id))
  const paths = new Set(next.map(({ path }) => path))
  const dismissed = [...known]
    .filter(([path, { id }]) => !ids.has(id) && !paths.has(path))
    .flatMap(([path, entry]) => dismiss(path, entry, disk.get(path)) ?? [])
  return [...rendered, ...dismissed].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Every path that a plan looks at. */
export function pathsOf(base: Base | null, next: readonly RenderedFile[]): string[] {
  const paths = new Set([...(base?.files.keys() ?? []), ...next.map(({ path }) => path)])
  return [...paths].flatMap((path) => [path, path + BESIDE])
}

/** The conflicts of an earlier run that nobody has resolved. */
export function unresolved(disk: Disk): Conflict[] {
  return [...disk].flatMap(([path, { text }]): Conflict[] => {
    // A base with markers in it is no base, and is told as such.
    if (path === BASE_PATH) return []
    if (path.endsWith(BESIDE)) {
      const reason = `${path} is still there: take from it what you need, and delete it`
      return [{ path: path.slice(0, -BESIDE.length), line: 1, reason }]
    }
    const reason = 'this conflict is not resolved'
    return conflictLines(readText(text ?? '').content).map((line) => ({ path, line, reason }))
  })
}

/** What the next base remembers of the files. */
export function entriesOf(changes: readonly Change[]): Map<string, BaseEntry> {
  return new Map(
    changes.flatMap(({ path, entry }): [string, BaseEntry][] => (entry ? [[path, entry]] : [])),
  )
}
