import { isDeepStrictEqual } from 'node:util'
import { isTextList } from '../settings/text-list.js'
import { isRecord } from '../settings/values/json.js'
import type { Path } from './json-edit.js'

type Members = Readonly<Record<string, unknown>>

/** What has become of one member of a JSON file since the base, seen from the user's version. */
export interface MemberChange {
  path: Path
  /** The new value; undefined where the member is gone. */
  value: unknown
  /** Whether the user changed the same member in another way. */
  isConflict: boolean
}

/** What must happen to the user's version so that it has every change of the rendered one. */
export function memberChanges(
  base: Members,
  yours: Members,
  theirs: Members,
  path: Path = [],
): MemberChange[] {
  const keys = new Set([...Object.keys(theirs), ...Object.keys(base)])
  return [...keys].flatMap((key) =>
    changesOf(own(base, key), own(yours, key), own(theirs, key), [...path, key]),
  )
}

function changesOf(base: unknown, yours: unknown, theirs: unknown, path: Path): MemberChange[] {
  if (isDeepStrictEqual(base, theirs) || isDeepStrictEqual(yours, theirs)) return []
  // Member by member even if the user changed nothing: the layout is the user's.
  if (isRecord(yours) && isRecord(theirs) && (base === undefined || isRecord(base))) {
    return memberChanges(base ?? {}, yours, theirs, path)
  }
  if (isDeepStrictEqual(yours, base)) return [{ path, value: theirs, isConflict: false }]
  if (theirs === undefined && isRecord(yours) && isRecord(base)) {
    return isPart(yours, base)
      ? [{ path, value: theirs, isConflict: false }]
      : memberChanges(base, yours, {}, path)
  }
  if (isSet(yours) && isSet(theirs) && (base === undefined || isSet(base))) {
    const value = mergeSets(base ?? [], yours, theirs)
    return isDeepStrictEqual(value, yours) ? [] : [{ path, value, isConflict: false }]
  }
  const newer = newerRange(yours, theirs)
  if (newer !== null) return newer === yours ? [] : [{ path, value: newer, isConflict: false }]
  return [{ path, value: theirs, isConflict: true }]
}

/** Below 1.0.0 each minor version may be another one. */
const RANGE = /^\^([1-9]\d*)\.(\d+)\.(\d+)$/

/** Of two ranges like "^5.11.1" the one that begins later; null where they may exclude each other. */
function newerRange(yours: unknown, theirs: unknown): string | null {
  if (typeof yours !== 'string' || typeof theirs !== 'string') return null
  const [, major, minor, patch] = RANGE.exec(yours) ?? []
  const [, otherMajor, otherMinor, otherPatch] = RANGE.exec(theirs) ?? []
  if (major === undefined || major !== otherMajor) return null
  const isNewer =
    minor === otherMinor ? Number(patch) > Number(otherPatch) : Number(minor) > Number(otherMinor)
  return isNewer ? yours : theirs
}

function isPart(some: Members, all: Members): boolean {
  return Object.entries(some).every(([key, value]) => isDeepStrictEqual(value, own(all, key)))
}

/** A list of different texts, like `include` of tsconfig.json: both may add and take away. */
function isSet(value: unknown): value is string[] {
  return isTextList(value) && new Set(value).size === value.length
}

function mergeSets(base: string[], yours: string[], theirs: string[]): string[] {
  const kept = yours.filter((item) => theirs.includes(item) || !base.includes(item))
  const added = theirs.filter((item) => !base.includes(item) && !yours.includes(item))
  return [...kept, ...added]
}

function own(members: Members, key: string): unknown {
  return Object.hasOwn(members, key) ? members[key] : undefined
}
