import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { isRecord, isTextList } from '../settings/json.js'

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
    const text = await readFile(file, 'utf8').catch(() => '')
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

/** The list below `packages:`, which everybody writes with a line for each. */
function patternsOfPnpm(text: string): string[] {
  const [, list = ''] = /^packages:[^\n]*\n((?:[ \t]*(?:-|#)[^\n]*\n?|[ \t]*\n)+)/m.exec(text) ?? []
  return [...list.matchAll(/^\s*-\s*(['"]?)(.*?)\1\s*(?:#.*)?$/gm)].map(
    ([, , pattern]) => pattern ?? '',
  )
}

/** The last pattern that fits decides; `!` takes out again. */
function isTakenIn(path: string, patterns: readonly string[]): boolean {
  const last = patterns.findLast((pattern) => formOf(pattern.replace(/^!/, '')).test(path))
  return last !== undefined && !last.startsWith('!')
}

const PARTS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' }

function formOf(pattern: string): RegExp {
  const plain = pattern.replace(/^\.?\//, '').replace(/\/$/, '')
  const form = plain.replace(/\*\*\/|\*\*|\*|[^\w/]/g, (part) => PARTS[part] ?? `\\${part}`)
  return new RegExp(`^${form}$`)
}
