import { posix } from 'node:path'
import type { RenderedFile } from '../render/types.js'
import { absorb } from './absorb.js'
import { BASE_PATH, type Base, type BaseEntry } from './base.js'
import type { Change, Conflict, Disk } from './change.js'
import { BESIDE, isLost } from './decide.js'
import { conflictLines } from './markers.js'
import { dismissFile, type PlanInput, planFile } from './plan-file.js'
import { formerPaths, partsOf, renamedPaths } from './renamed-paths.js'
import { readText } from './text.js'

/** What a regeneration does to every file that it knows, in the order of their paths. */
export function planChanges(input: PlanInput): Change[] {
  const { base, next } = input
  const known = base?.files ?? new Map<string, BaseEntry>()
  const planning = { ...input, renames: renamedPaths(input) }
  const parts = partsOf(base, next)
  const rendered = [...formerPaths(base, next)].flatMap(([file, from]) => {
    const change = planFile(planning, { file, from, base: known.get(from) })
    const absorbed = parts.filter(({ into }) => into === file.path)
    return absorb(planning, change, absorbed)
  })
  const ids = new Set(next.map(({ id }) => id))
  const paths = new Set([...next, ...parts].map(({ path }) => path))
  const dismissed = [...known]
    .filter(([path, { id }]) => !ids.has(id) && !paths.has(path))
    .flatMap(([path, entry]) => dismissFile(planning, path, entry) ?? [])
  return [...rendered, ...dismissed].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Every path that a plan looks at. */
export function pathsOf(base: Base | null, next: readonly RenderedFile[]): string[] {
  const paths = new Set([...(base?.files.keys() ?? []), ...next.map(({ path }) => path)])
  return [...paths].flatMap(withBeside)
}

/** A path, and where the new version of a file lies that could not be merged. */
export function withBeside(path: string): string[] {
  return [path, path + BESIDE]
}

/** Which files are made in a folder from which the owner has moved others, one line each. */
export function newBesideMoved(changes: readonly Change[]): string[] {
  const folders = new Map(
    changes.flatMap(({ path, renderedAt }): [string, string][] =>
      renderedAt === undefined ? [] : [[posix.dirname(renderedAt), posix.dirname(path)]],
    ),
  )
  return changes.flatMap(({ path, action }) => {
    const folder = folders.get(posix.dirname(path))
    if (action !== 'create' || folder === undefined || folder === posix.dirname(path)) return []
    return [`${path} is new; you may move it to ${folder}, where the others are`]
  })
}

/** What would be lost of files that are missing, one line each. */
export function lossNotes(changes: readonly Change[]): string[] {
  return changes
    .filter(isLost)
    .flatMap(({ conflicts }) => conflicts.map(({ path, reason }) => `${path}: ${reason}`))
}

/** The conflicts of an earlier run that no one has resolved. */
export function unresolved(disk: Disk): Conflict[] {
  return [...disk].flatMap(([path, { text }]): Conflict[] => {
    // A base with markers in it is not a base, and is told as such.
    if (path === BASE_PATH) return []
    if (path.endsWith(BESIDE)) {
      const reason = `${path} still exists: copy what you need, then delete it`
      return [{ path: path.slice(0, -BESIDE.length), line: 1, reason }]
    }
    const reason = 'this conflict is not resolved'
    return conflictLines(readText(text ?? '').content).map((line) => ({ path, line, reason }))
  })
}

/** What the next base remembers of the files. */
export function entriesOf(changes: readonly Change[]): Map<string, BaseEntry> {
  return new Map(
    changes.flatMap(({ path, renderedAt = path, entry }): [string, BaseEntry][] =>
      entry ? [[renderedAt, entry]] : [],
    ),
  )
}
