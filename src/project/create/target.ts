import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Failure } from '../../failure.js'
import { faultReason, isFault } from '../system/fault.js'
import { filesBelow } from '../system/files-below.js'
import { isAbandoned } from './abandoned.js'
import { type Leftovers, leftoversIn, NONE_LEFT } from './leftovers.js'

/** Where a project is to be created. */
export interface Target {
  /** As the user wrote it. */
  shown: string
  /** Absolute, symbolic links followed. */
  directory: string
  exists: boolean
  /** The directory itself, or its nearest ancestor that exists. */
  nearest: string
  /** What a run that was killed has made there: it goes before anything is written. */
  leftovers: Leftovers
}

/** What may lie in a directory before a project is created in it. */
const HARMLESS = [
  /^\.git$/,
  /^\.gitattributes$/,
  /^\.gitignore$/,
  /^\.gitkeep$/,
  /^\.editorconfig$/,
  /^\.idea$/,
  /^\.vscode$/,
  /\.iml$/,
  /^\.DS_Store$/,
  /^Thumbs\.db$/,
  ...[/^licen[cs]e(\.\w+)?$/i, /^readme(\.\w+)?$/i],
]
const HARMLESS_TEXT =
  'only .git, .gitignore, .gitattributes, .editorconfig, .idea, .vscode, LICENSE and README.md may be there'
const MOST_LISTED = 10

/**
 * Looks at the place where a project is to be created.
 *
 * @param shown the directory as the user wrote it, relative to the working directory
 * @throws Failure when it is a file, is not empty, or cannot be looked at
 */
export async function inspectTarget(shown: string): Promise<Target> {
  try {
    return await inspect(shown)
  } catch (error) {
    const reason = faultReason(error)
    throw reason === null ? error : new Failure('failed', [`cannot create ${shown}: ${reason}`])
  }
}

async function inspect(shown: string): Promise<Target> {
  const directory = resolve(shown)
  if (!(await isThere(directory))) {
    const nearest = await nearestDirectory(dirname(directory))
    return { shown, directory, exists: false, nearest, leftovers: NONE_LEFT }
  }
  const real = await realDirectory(shown, directory)
  const leftovers = await leftoversIn(real)
  const inTheWay: string[] = []
  for (const name of await readdir(real)) {
    const isHarmless = HARMLESS.some((may) => may.test(name)) || isAbandoned(name)
    if (!isHarmless && !(await isLeftOver(real, name, leftovers))) inTheWay.push(name)
  }
  if (inTheWay.length > 0) throw notEmpty(shown, inTheWay.sort())
  return { shown, directory: real, exists: true, nearest: real, leftovers }
}

/** Whether an entry of a directory, with all that is in it, was made by a run that was killed. */
async function isLeftOver(
  directory: string,
  name: string,
  { files, folders }: Leftovers,
): Promise<boolean> {
  if (!folders.includes(name)) return files.includes(name)
  const below = await filesBelow(join(directory, name), `${name}/`)
  return below.every((path) => files.includes(path))
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (isFault(error, 'ENOENT')) return false
    throw error
  }
}

async function realDirectory(shown: string, directory: string): Promise<string> {
  const found = await stat(directory).catch(() => null)
  if (found?.isDirectory()) return await realpath(directory)
  const what = found ? 'a file, not a directory' : 'a symbolic link to nothing'
  throw new Failure('refused', [`${shown} is ${what}; choose another place`])
}

async function nearestDirectory(path: string): Promise<string> {
  return (await isThere(path))
    ? await realDirectory(path, path)
    : await nearestDirectory(dirname(path))
}

function notEmpty(shown: string, inTheWay: string[]): Failure {
  const more = inTheWay.length - MOST_LISTED
  const list = inTheWay.slice(0, MOST_LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '')
  return new Failure('refused', [`${shown} is not empty: ${list}; ${HARMLESS_TEXT}`])
}
