import { chmod, mkdir, readdir, rename, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pathExists, remove } from 'fs-extra/esm'
import { BASE_PATH } from '../../regenerate/base.js'
import type { RenderedFile } from '../../render/types.js'
import { takeBack, writeMoveJournal } from './leftovers.js'
import type { Target } from './target.js'

/** Steps that take back what was done, in the order in which it was done. */
type Undo = (() => Promise<void>)[]

/** A project that is staged on the file system of its target. */
export interface Staged {
  /** The directory in which the project was staged. */
  staging: string
  project: string
  files: readonly RenderedFile[]
}

/**
 * Moves a staged project to a place where nothing is; takes everything back when that fails.
 *
 * @param signal ends the move; what was moved until then is removed
 */
export async function moveWhole(
  { project }: Staged,
  target: Target,
  signal: AbortSignal,
): Promise<void> {
  const undo: Undo = []
  try {
    await makeParents(dirname(target.directory), target.nearest, undo)
    await rename(project, target.directory)
    undo.push(() => remove(target.directory))
    signal.throwIfAborted()
  } catch (error) {
    for (const step of undo.reverse()) await step()
    throw error
  }
}

/** Parents one by one, so that only those made here are removed again. */
async function makeParents(path: string, nearest: string, undo: Undo): Promise<void> {
  if (path === nearest || (await pathExists(path))) return
  await makeParents(dirname(path), nearest, undo)
  await mkdir(path)
  undo.push(() => rmdir(path))
}

/** Permission bits with those that are passed on to what is made inside. */
const ALL_BITS = 0o7777
const PERMISSIONS = 0o777

/**
 * Whether a directory can make way for another one as if it were the same: it is empty, ours, not where
 * someone is who runs this, and not a file system of its own.
 */
export async function isReplaceable(directory: string): Promise<boolean> {
  const [found, parent] = await Promise.all([stat(directory), stat(dirname(directory))])
  const isOrdinary = (found.mode & ALL_BITS & ~PERMISSIONS) === 0 && found.dev === parent.dev
  const isOurs = found.uid === process.getuid?.() && found.gid === process.getgid?.()
  if (!isOrdinary || !isOurs || directory === workingDirectory()) return false
  return (await readdir(directory)).length === 0
}

/** Null where it was removed meanwhile. */
function workingDirectory(): string | null {
  try {
    return process.cwd()
  } catch {
    return null
  }
}

/** Puts a staged project in the place of an empty directory, all at once. */
export async function replaceEmpty(
  { project }: Staged,
  { directory }: Target,
  signal: AbortSignal,
): Promise<void> {
  await chmod(project, (await stat(directory)).mode & PERMISSIONS)
  signal.throwIfAborted()
  await rename(project, directory)
}

/**
 * Moves a staged project into a directory, entry by entry; takes everything back when that fails. Should
 * it be killed, the next run does that.
 */
export async function moveInto(
  { staging, project, files }: Staged,
  { directory }: Target,
  signal: AbortSignal,
): Promise<void> {
  await writeMoveJournal(staging, directory, files)
  try {
    await moveEntries(project, directory)
    signal.throwIfAborted()
  } catch (error) {
    await takeBack(directory, staging)
    throw error
  }
}

/** A directory that the user has made meanwhile is entered. */
async function moveEntries(from: string, to: string): Promise<void> {
  for (const name of baseLast(await readdir(from))) {
    const [source, destination] = [join(from, name), join(to, name)]
    if (await pathExists(destination)) await moveEntries(source, destination)
    else await rename(source, destination)
  }
}

/** The base tells that the project is complete. */
function baseLast(names: string[]): string[] {
  const last = [dirname(BASE_PATH), basename(BASE_PATH)]
  return [
    ...names.filter((name) => !last.includes(name)),
    ...names.filter((name) => last.includes(name)),
  ]
}
