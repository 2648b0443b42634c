import { diffComm } from 'node-diff3'

const MOST_SHOWN = 3

/** What is new in a text, or goes, as the end of a sentence about what cannot be brought there. */
export function lostLines(before: string, after: string): string {
  const parts = diffComm(before.split('\n'), after.split('\n'))
  const [gone, added] = [
    parts.flatMap(({ buffer1 }) => buffer1 ?? []),
    parts.flatMap(({ buffer2 }) => buffer2 ?? []),
  ].map((lines) => lines.map((line) => line.trim()).filter((line) => line !== ''))
  if (added && added.length > 0) return `lacks what is new in it: ${listOf(added)}`
  return `this would go from it: ${listOf(gone ?? [])}`
}

function listOf(lines: readonly string[]): string {
  const more = lines.length - MOST_SHOWN
  const shown = lines.slice(0, MOST_SHOWN).map((line) => JSON.stringify(line))
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
