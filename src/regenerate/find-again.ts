import { posix } from 'node:path'
import { type Places, withoutFolders } from './imports.js'
import { readText } from './text.js'

/** Where files are that do not lie where they were rendered. */
export interface Whereabouts {
  places: Places
  /** Files of which no one can tell whether they are the missing one, by its path. */
  doubtful: ReadonlyMap<string, readonly string[]>
}

/** Nothing has been moved. */
export const IN_PLACE: Whereabouts = { places: new Map(), doubtful: new Map() }

/** How much of a file must be found in another: `1` is every line of it. */
const ENOUGH = 0.75

/** A name that stayed is worth that much: half of the lines do then. */
const SAME_NAME = 0.25

/** Someone could mean either of two that are nearer to each other. */
const MARGIN = 0.1

/** Shorter lines, like brackets, are in every file. */
const SHORTEST_LINE = 3

interface Match {
  path: string
  place: string
  score: number
}

/**
 * Finds files again that their owner has moved, by what is in them.
 *
 * @param missing as they were rendered, by path
 * @param candidates files of the owner's
 * @param isOpen whether changes may be made there; elsewhere a file is found, but named only
 */
export function findAgain(
  missing: ReadonlyMap<string, string>,
  candidates: ReadonlyMap<string, string>,
  isOpen: (place: string) => boolean,
): Whereabouts {
  const matches = matchesOf(missing, candidates)
  const certain = matches.filter((match) => isOpen(match.place) && isCertain(match, matches))
  const places = new Map(certain.map(({ path, place }) => [path, place]))
  const taken = new Set(places.values())
  const doubtful = new Map<string, string[]>()
  for (const { path, place } of matches) {
    if (places.has(path) || taken.has(place)) continue
    doubtful.set(path, [...(doubtful.get(path) ?? []), place])
  }
  return { places, doubtful }
}

/** No other file is as near to the missing one, nor another missing one to this file. */
function isCertain(match: Match, matches: readonly Match[]): boolean {
  return matches.every(
    (other) =>
      other === match ||
      (other.path !== match.path && other.place !== match.place) ||
      match.score - other.score >= MARGIN,
  )
}

function matchesOf(
  missing: ReadonlyMap<string, string>,
  candidates: ReadonlyMap<string, string>,
): Match[] {
  const files = [...candidates].map(([place, content]) => ({ place, lines: linesOf(content) }))
  return [...missing].flatMap(([path, content]) => {
    const wanted = linesOf(content)
    return files
      .filter(({ place }) => posix.extname(place) === posix.extname(path))
      .map(({ place, lines }) => ({ path, place, score: scoreOf(path, wanted, place, lines) }))
      .filter(({ score }) => score >= ENOUGH)
  })
}

function scoreOf(path: string, wanted: Lines, place: string, lines: Lines): number {
  return shareOf(wanted, lines) + (nameOf(path) === nameOf(place) ? SAME_NAME : 0)
}

/** Some file systems do not tell names that differ in case. */
function nameOf(path: string): string {
  return posix.basename(path).toLowerCase()
}

/** How often each line is in a text. */
type Lines = ReadonlyMap<string, number>

function linesOf(content: string): Lines {
  const lines = new Map<string, number>()
  for (const line of withoutFolders(readText(content).content).split('\n')) {
    const text = line.trim()
    if (text.length >= SHORTEST_LINE) lines.set(text, (lines.get(text) ?? 0) + 1)
  }
  return lines
}

/** Which part of the lines that are wanted is there. */
function shareOf(wanted: Lines, lines: Lines): number {
  let [all, found] = [0, 0]
  for (const [line, count] of wanted) {
    all += count
    found += Math.min(count, lines.get(line) ?? 0)
  }
  return all === 0 ? 0 : found / all
}
