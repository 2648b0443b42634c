import { basename, dirname, join, relative } from 'node:path'
import { isTextList } from '../../settings/text-list.js'
import { isRecord } from '../../settings/values/json.js'
import { readOrdinary } from '../system/ordinary-file.js'

/** What makes a project a part of a larger one. */
export interface Workspace {
  /** The file that counts it among its own. */
  file: string
  /** What leaves the project out there, behind the patterns that are there. */
  exception: string
}

/**
 * The workspace whose patterns take in a directory: its lock, overrides and allowed scripts count then,
 * and not those of the project.
 *
 * @param directory absolute
 */
export async function workspaceAbove(
  directory: string,
  above = dirname(directory),
): Promise<Workspace | null> {
  const path = relative(above, directory).replaceAll('\\', '/')
  for (const [name, patternsOf] of SOURCES) {
    const file = join(above, name)
    const text = (await readOrdinary(file).catch(() => null))?.toString() ?? ''
    if (isTakenIn(path, patternsOf(text))) return { file, exception: `!${path}` }
  }
  return basename(above) === '' ? null : await workspaceAbove(directory, dirname(above))
}

const SOURCES: readonly [name: string, patternsOf: (text: string) => string[]][] = [
  ['package.json', patternsOfPackage],
  ['pnpm-workspace.yaml', patternsOfPnpm],
]

function patternsOfPackage(text: string): string[] {
  const { workspaces } = objectIn(text)
  const patterns = isRecord(workspaces) ? workspaces.packages : workspaces
  return isTextList(patterns) ? [...patterns] : []
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text)
    return isRecord(content) ? content : {}
  } catch {
    return {}
  }
}

/** The list below `packages:`, which everyone writes with a line for each. */
function patternsOfPnpm(text: string): string[] {
  const [, list = ''] = /^packages:[^\n]*\n((?:[ \t]*(?:-|#)[^\n]*\n?|[ \t]*\n)+)/m.exec(text) ?? []
  return [...list.matchAll(/^\s*-\s*(['"]?)(.*?)\1\s*(?:#.*)?$/gm)].map(
    ([, , pattern]) => pattern ?? '',
  )
}

/** The last pattern that fits decides; `!` takes out again. */
function isTakenIn(path: string, patterns: readonly string[]): boolean {
  const parts = path.split('/')
  const last = patterns.findLast((pattern) => fits(partsOf(pattern), parts, '**', fitsPart))
  return last !== undefined && !last.startsWith('!')
}

function partsOf(pattern: string): string[] {
  return pattern.replace(/^!?(?:\.?\/)?|\/$/g, '').split('/')
}

function fitsPart(pattern: string, part: string): boolean {
  return fits([...pattern], [...part], '*', (one, other) => one === other)
}

/**
 * Whether a list is as a pattern says, in which `any` stands for however many. What others wrote as a
 * pattern would keep a regular expression busy forever.
 */
function fits(
  pattern: readonly string[],
  list: readonly string[],
  any: string,
  isLike: (pattern: string, one: string) => boolean,
): boolean {
  // Where in the list one may be, the earliest first.
  let places = [0]
  for (const piece of pattern) {
    const [first = list.length + 1] = places
    const isNext = (at: number) => at < list.length && isLike(piece, list[at] ?? '')
    places =
      piece === any
        ? [...list.keys(), list.length].filter((at) => at >= first)
        : places.filter(isNext).map((at) => at + 1)
  }
  return places.includes(list.length)
}
