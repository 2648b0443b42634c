import { diffComm } from 'node-diff3'
import { areComparable } from './comparable.js'

const BEGIN = '<<<<<<< yours'
const MIDDLE = '======='
const END = '>>>>>>> regenerated'

/** A text with conflicts marked in it, and the lines (from 1) where they begin. */
export interface Marked {
  content: string
  conflicts: number[]
}

/** A part of a merge: lines that are certain, or two versions of which the user has to choose. */
export type Part =
  | { certain: readonly string[] }
  | { yours: readonly string[]; theirs: readonly string[] }

/** Puts the parts of a merge together, conflicts as git writes them. */
export function withMarkers(parts: readonly Part[]): Marked {
  const lines: string[] = []
  const conflicts: number[] = []
  for (const part of parts) {
    if ('certain' in part) {
      lines.push(...part.certain)
    } else {
      conflicts.push(lines.length + 1)
      lines.push(BEGIN, ...part.yours, MIDDLE, ...part.theirs, END)
    }
  }
  return { content: lines.join('\n'), conflicts }
}

/** Two versions of a text without a common ancestor: what they share once, all else marked. */
export function bothVersions(yours: string, theirs: string): Marked {
  const [one, other] = [yours.split('\n'), theirs.split('\n')]
  if (!areComparable(one, other)) return withMarkers([{ yours: one, theirs: other }])
  const parts = diffComm(one, other)
  return withMarkers(
    parts.map((part) =>
      'common' in part && part.common
        ? { certain: part.common }
        : { yours: part.buffer1 ?? [], theirs: part.buffer2 ?? [] },
    ),
  )
}

/**
 * The lines (from 1) where conflicts begin that no one has resolved: ours, and those of git.
 *
 * A row of `=` or `<` alone is not one: texts underline their headings like that. A first or last line
 * of ours is, also when the rest has been deleted.
 */
export function conflictLines(content: string): number[] {
  const found = new Set<number>()
  let begin = 0
  let middle = false
  content.split(/\r?\n/).forEach((line, index) => {
    if (line.startsWith('<<<<<<< ')) {
      begin = index + 1
      middle = false
      if (line === BEGIN) found.add(begin)
    } else if (line === MIDDLE) {
      middle = true
    } else if (line.startsWith('>>>>>>> ')) {
      if (begin > 0 && middle) found.add(begin)
      else if (begin === 0 && line === END) found.add(index + 1)
      begin = 0
    }
  })
  return [...found]
}
