import { diff3Merge, type MergeRegion } from 'node-diff3'
import { areComparable } from './comparable.js'
import { type Marked, type Part, withMarkers } from './markers.js'

/** The three versions of a text; lines end with `\n`. */
export interface TextVersions {
  /** What was rendered last time. */
  base: string
  /** What the user made of it. */
  yours: string
  /** What is rendered now. */
  theirs: string
}

/** Merges line by line; where both sides changed the same lines, both versions are marked. */
export function mergeLines({ base, yours, theirs }: TextVersions): Marked {
  const [a, o, b] = [yours.split('\n'), base.split('\n'), theirs.split('\n')]
  if (!areComparable(a, o) || !areComparable(b, o)) return withMarkers([{ yours: a, theirs: b }])
  const regions = diff3Merge(a, o, b, { excludeFalseConflicts: true })
  return withMarkers(regions.flatMap(partsOf))
}

/** Lines that both sides begin or end a conflict with are certain. */
function partsOf({ ok, conflict }: MergeRegion<string>): Part[] {
  if (!conflict) return [{ certain: ok ?? [] }]
  const { a: yours, b: theirs } = conflict
  const shorter = Math.min(yours.length, theirs.length)
  const before = countWhile(shorter, (index) => yours[index] === theirs[index])
  const after = countWhile(
    shorter - before,
    (index) => yours.at(-1 - index) === theirs.at(-1 - index),
  )
  return [
    { certain: yours.slice(0, before) },
    {
      yours: yours.slice(before, yours.length - after),
      theirs: theirs.slice(before, theirs.length - after),
    },
    { certain: yours.slice(yours.length - after) },
  ]
}

function countWhile(limit: number, holds: (index: number) => boolean): number {
  let count = 0
  while (count < limit && holds(count)) count += 1
  return count
}
