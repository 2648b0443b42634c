import { diffComm } from 'node-diff3'

const MOST_SHOWN = 3
const LONGEST = 60

/** What is new in a text, or goes from it, as the end of a line about a file that is not there. */
export function lostLines(before: string, after: string): string {
  const parts = diffComm(before.split('\n'), after.split('\n'))
  const added = worthShowing(parts.flatMap(({ buffer2 }) => buffer2 ?? []))
  if (added.length > 0) return `it would get new lines: ${listOf(added)}`
  return `it would lose lines: ${listOf(worthShowing(parts.flatMap(({ buffer1 }) => buffer1 ?? [])))}`
}

function worthShowing(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

function listOf(lines: readonly string[]): string {
  const more = lines.length - MOST_SHOWN
  const shown = lines.slice(0, MOST_SHOWN).map(shortened)
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

function shortened(line: string): string {
  return JSON.stringify(line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line)
}
