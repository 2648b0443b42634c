import { mkdir, readdir, rename, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathExists, remove } from 'fs-extra/esm'
import { BASE_PATH } from '../regenerate/base.js'
import type { Target } from './target.js'

/** Steps that take back what was done, in the order in which it was done. */
type Undo = (() => Promise<void>)[]

/**
 * Moves a staged project to its target; takes everything back when that fails.
 *
 * @param staged directory on the file system of the target
 * @param signal ends the move; what was moved until then is removed
 */
export async function moveIntoPlace(
  staged: string,
  target: Target,
  signal: AbortSignal,
): Promise<void> {
  const undo: Undo = []
  try {
    if (target.exists) await moveEntries(staged, target.directory, undo)
    else await moveWhole(staged, target, undo)
    signal.throwIfAborted()
  } catch (error) {
    for (const step of undo.reverse()) await step()
    throw error
  }
}

async function moveWhole(staged: string, target: Target, undo: Undo): Promise<void> {
  await makeParents(dirname(target.directory), target.nearest, undo)
  await rename(staged, target.directory)
  undo.push(() => remove(target.directory))
}

/** Parents one by one, so that only those made here are removed again. */
async function makeParents(path: string, nearest: string, undo: Undo): Promise<void> {
  if (path === nearest || (await pathExists(path))) return
  await makeParents(dirname(path), nearest, undo)
  await mkdir(path)
  undo.push(() => rmdir(path))
}

/** Entry by entry; a directory that the user has made meanwhile is entered. */
async function moveEntries(from: string, to: string, undo: Undo): Promise<void> {
  for (const name of baseLast(await readdir(from))) {
    const [source, destination] = [join(from, name), join(to, name)]
    if (await pathExists(destination)) {
      await moveEntries(source, destination, undo)
    } else {
      await rename(source, destination)
      undo.push(() => remove(destination))
    }
  }
}

/** The base tells that the project is complete. */
function baseLast(names: string[]): string[] {
  const directory = dirname(BASE_PATH)
  return [
    ...names.filter((name) => name !== directory),
    ...names.filter((name) => name === directory),
  ]
}
