import { readdir, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { pathExists } from 'fs-extra/esm'
import { BASE_PATH } from '../../regenerate/base.js'
import { isSafePath } from '../../regenerate/paths.js'
import type { RenderedFile } from '../../render/types.js'
import { isRecord } from '../../settings/values/json.js'
import { digest } from '../system/digest.js'
import { decodeText, readOrdinary } from '../system/ordinary-file.js'
import { pathIn } from '../system/path-in.js'
import { isAbandoned } from './abandoned.js'

/** What is about to be moved from a staged project into a directory that is there; lies beside it. */
const JOURNAL = 'journal.json'

/** What a run made in a directory before it was killed, and no one has changed since. */
export interface Leftovers {
  /** With `/` between their parts. */
  files: readonly string[]
  /** Those that the run made for them, the deepest first. */
  folders: readonly string[]
}

export const NONE_LEFT: Leftovers = { files: [], folders: [] }

/** Writes down what will be moved, so that a later run knows what is ours should this one be killed. */
export async function writeMoveJournal(
  staging: string,
  directory: string,
  files: readonly RenderedFile[],
): Promise<void> {
  const hashes = files.map(({ path, content }) => [path, digest(content)])
  const folders: string[] = []
  for (const folder of foldersOf(files.map(({ path }) => path))) {
    if (!(await pathExists(pathIn(directory, folder)))) folders.push(folder)
  }
  const journal = { files: Object.fromEntries(hashes), folders }
  await writeFile(join(staging, `${JOURNAL}.new`), JSON.stringify(journal))
  await rename(join(staging, `${JOURNAL}.new`), join(staging, JOURNAL))
}

/** What killed runs have left in a directory. A project with its base is complete, and its owner's. */
export async function leftoversIn(directory: string): Promise<Leftovers> {
  const stagings = (await readdir(directory)).filter(isAbandoned)
  if (stagings.length === 0 || (await pathExists(pathIn(directory, BASE_PATH)))) return NONE_LEFT
  const all = await Promise.all(
    stagings.map((name) => leftoversOf(directory, join(directory, name))),
  )
  return {
    files: all.flatMap(({ files }) => files),
    folders: all.flatMap(({ folders }) => folders),
  }
}

/** What of a staged project has been moved into a directory. */
export async function leftoversOf(directory: string, staging: string): Promise<Leftovers> {
  const journal = await readJournal(join(staging, JOURNAL))
  if (!isRecord(journal) || !isRecord(journal.files)) return NONE_LEFT
  const files: string[] = []
  for (const [path, hash] of Object.entries(journal.files)) {
    if (isSafePath(path) && (await isUnchanged(directory, path, hash))) files.push(path)
  }
  const folders = Array.isArray(journal.folders) ? journal.folders : []
  const ours = folders.filter((folder) => typeof folder === 'string' && isSafePath(folder))
  return { files, folders: ours.sort().reverse() }
}

/** Removes what killed runs have left, file by file. What someone has put beside it stays. */
export async function removeLeftovers(
  directory: string,
  { files, folders }: Leftovers,
): Promise<void> {
  for (const path of files) await rm(pathIn(directory, path), { force: true })
  // One that is not empty holds something of the owner's.
  for (const folder of folders) {
    if (await isInPlace(pathIn(directory, folder))) {
      await rmdir(pathIn(directory, folder)).catch(() => {})
    }
  }
}

/** Takes back what of a staged project has been moved into a directory. */
export async function takeBack(directory: string, staging: string): Promise<void> {
  await removeLeftovers(directory, await leftoversOf(directory, staging))
}

async function readJournal(path: string): Promise<unknown> {
  try {
    const bytes = await readOrdinary(path)
    return bytes && JSON.parse(decodeText(bytes))
  } catch {
    return null
  }
}

async function isUnchanged(directory: string, path: string, hash: unknown): Promise<boolean> {
  const full = pathIn(directory, path)
  if (!(await isInPlace(full))) return false
  const bytes = await readOrdinary(full).catch(() => null)
  return bytes !== null && digest(bytes) === hash
}

/** A journal may have come with the directory: what a link leads to is not what was moved. */
async function isInPlace(path: string): Promise<boolean> {
  return (await realpath(path).catch(() => null)) === path
}

/** The folders of files, each once. */
function foldersOf(paths: readonly string[]): Set<string> {
  return new Set(paths.flatMap((path) => ancestorsOf(posix.dirname(path))))
}

function ancestorsOf(folder: string): string[] {
  return folder === '.' ? [] : [folder, ...ancestorsOf(posix.dirname(folder))]
}
