import { chmod, lstat, mkdir, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathExists } from 'fs-extra/esm'
import type { Conflict } from '../../regenerate/change.js'
import { BESIDE, KEPT } from '../../regenerate/decide.js'
import { faultReason, isFault, tellingFaults } from '../system/fault.js'
import { pathIn } from '../system/path-in.js'
import {
  closeJournal,
  hashOf,
  type Journal,
  placeForCopy,
  readStaged,
  type WriteStep,
} from './journal.js'

/**
 * Puts prepared changes in place, the base last. May be done again after it was ended anywhere.
 *
 * What the user changed meanwhile stays: the new version then lies beside it.
 *
 * @param root the project, symbolic links followed
 * @returns those files
 * @throws Failure where the disk does not allow it; the same command again goes on from there
 */
export async function carryOut(root: string, journal: Journal): Promise<Conflict[]> {
  const { deletes, writes } = journal
  const work = async () => {
    // All of it is as it was prepared, or none of it is used.
    for (const [index, { after }] of writes.entries()) await readStaged(root, index, after)
    for (const { path, before } of deletes) await deleteFile(root, path, before)
    for (const [index, step] of writes.entries()) await putInPlace(root, index, step)
    const conflicts = await lateEdits(root, journal)
    await closeJournal(root, journal)
    return conflicts
  }
  const advice = 'run the same command again to continue'
  return await tellingFaults(work, (reason) => `cannot update the project: ${reason}; ${advice}`)
}

/** What is not as it was planned. An earlier run that was killed may have seen it first. */
async function lateEdits(root: string, { deletes, writes }: Journal): Promise<Conflict[]> {
  const conflicts: Conflict[] = []
  for (const { path } of deletes) {
    if (await pathExists(pathIn(root, path))) conflicts.push({ path, line: 1, reason: KEPT })
  }
  for (const { path } of writes) {
    const beside = path + BESIDE
    const reason = `you changed it meanwhile; the new version is ${beside}`
    if (await isFile(pathIn(root, beside))) conflicts.push({ path, line: 1, reason })
  }
  return conflicts
}

async function putInPlace(
  root: string,
  index: number,
  { path, before, after, mode }: WriteStep,
): Promise<void> {
  const target = await placeOf(root, path)
  const found = await hashOf(target)
  if (found === after) return
  await mkdir(dirname(target), { recursive: true })
  // What is staged stays until all is done: git may bring back meanwhile what was there before.
  const copy = placeForCopy(root)
  await writeFile(copy, await readStaged(root, index, after), { flag: 'wx' })
  // The umask does not apply to what the user's file allowed.
  if (mode !== undefined) await chmod(copy, mode)
  await rename(copy, found === before ? target : pathIn(root, path + BESIDE))
}

async function isFile(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isFile() ?? false
}

/** A symbolic link inside the project stays one: what it leads to is written. */
async function placeOf(root: string, path: string): Promise<string> {
  const full = pathIn(root, path)
  try {
    return await realpath(full)
  } catch (error) {
    if (isFault(error, 'ENOENT')) return full
    throw error
  }
}

async function deleteFile(root: string, path: string, before: string | null): Promise<void> {
  const full = pathIn(root, path)
  const found = await hashOf(full)
  if (found !== null && found !== before) return
  await rm(full, { force: true })
  await removeEmptyFolders(root, dirname(path))
}

/** Git does not know empty folders either. */
async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  if (folder === '.') return
  try {
    await rmdir(pathIn(root, folder))
  } catch (error) {
    if (faultReason(error) === null) throw error
    return
  }
  await removeEmptyFolders(root, dirname(folder))
}
