import type { BaseEntry } from './base.js'
import type { Change } from './change.js'
import { followMoves } from './imports.js'
import { mergeFile } from './merge-file.js'
import { dismissFile, type Planning } from './plan-file.js'
import type { Part } from './renamed-paths.js'
import { isSameText, readText, writeText } from './text.js'

/**
 * What happens to a file that has the code of other files now, and to these: what their owner has
 * edited there comes along where it merges. Where it does not, the file stays, and counts as a conflict.
 *
 * @returns a change for each of them, that of the file first
 */
export function absorb(input: Planning, change: Change, parts: readonly Part[]): Change[] {
  let whole = change
  const dismissed = parts.flatMap((part): Change[] => {
    const entry = input.base?.files.get(part.path)
    const gone = entry && dismissFile(input, part.path, entry)
    if (!entry || !gone || gone.action !== 'conflict') return gone ? [gone] : []
    const merged = mergedWith(input, whole, part, entry)
    if (merged === null) return [{ ...gone, conflicts: [leftOver(gone.path, part)] }]
    whole = merged
    return [{ ...gone, action: 'delete', writes: [], deletes: [gone.path], conflicts: [] }]
  })
  return [whole, ...dismissed]
}

function leftOver(path: string, { into }: Part) {
  const reason = `its code is in ${into} now, and what you edited does not merge there: take it over, and delete this file`
  return { path, line: 1, reason }
}

/** The change of a file with the edits of a part of it; null where they do not merge. */
function mergedWith(
  { disk, whereabouts: { places }, renames }: Planning,
  change: Change,
  { path, into }: Part,
  { content = '' }: BaseEntry,
): Change | null {
  const place = places.get(path) ?? path
  const edited = disk.get(place)?.text
  const before = disk.get(change.path)
  const whole = change.writes[0]?.content ?? before?.text
  if (change.conflicts.length > 0 || edited == null || whole == null) return null
  const theirs = readText(whole)
  const moved = new Map([...renames, [place, into]])
  const base = followMoves(place, followMoves(path, content, places), moved)
  const yours = readText(followMoves(place, edited, moved)).content
  const merged = mergeFile(into, { base, yours, theirs: theirs.content })
  if (merged.conflicts.length > 0) return null
  const written = writeText(merged.content, theirs)
  if (isSameText(written, before?.text ?? '')) return change
  const mode = change.writes[0]?.mode ?? before?.mode
  return {
    ...change,
    action: 'merge',
    state: 'outdated',
    writes: [{ path: change.path, content: written, ...(mode !== undefined && { mode }) }],
  }
}
