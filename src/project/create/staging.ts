import { mkdtemp } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { outputFile, remove } from 'fs-extra/esm'
import { Failure } from '../../failure.js'
import type { RenderedFile } from '../../render/types.js'
import { faultReason, isFault } from '../system/fault.js'
import { pathIn } from '../system/path-in.js'
import { removeAbandoned, stagingPrefix } from './abandoned.js'
import { removeLeftovers } from './leftovers.js'
import { isReplaceable, moveInto, moveWhole, replaceEmpty, type Staged } from './move.js'
import type { Target } from './target.js'

/** Puts a staged project where it belongs. */
type Move = (staged: Staged, target: Target, signal: AbortSignal) => Promise<void>

/** Why a directory cannot be replaced that can be filled all the same. */
const IRREPLACEABLE = ['EACCES', 'EBUSY', 'EPERM', 'EROFS', 'EXDEV']

/**
 * Writes the files of a new project, all or none.
 *
 * They are staged in a hidden directory first and moved when complete. It lies beside a target that is
 * to be made, or is empty and makes way for it. Others are filled from a directory inside: their parent
 * may be read-only or on another file system, and a rename cannot leave its own.
 *
 * @param signal ends the work; what was made until then is removed
 * @throws Failure where the disk does not allow it; the signal's reason where it is aborted
 */
export async function writeProject(
  target: Target,
  files: readonly RenderedFile[],
  signal: AbortSignal,
): Promise<void> {
  const stageIn = (place: string, move: Move) => stage(place, { target, files, move }, signal)
  try {
    if (!target.exists) return await stageIn(target.nearest, moveWhole)
    await removeLeftovers(target.directory, target.leftovers)
    await removeAbandoned(target.directory)
    if (await isReplaceable(target.directory)) {
      const isDone = await unlessIrreplaceable(stageIn(dirname(target.directory), replaceEmpty))
      if (isDone) return
    }
    await stageIn(target.directory, moveInto)
  } catch (error) {
    const reason = faultReason(error)
    if (reason === null) throw error
    throw new Failure('failed', [`cannot create ${target.shown}: ${reason}; nothing was written`])
  }
}

interface Work {
  target: Target
  files: readonly RenderedFile[]
  move: Move
}

async function stage(
  place: string,
  { target, files, move }: Work,
  signal: AbortSignal,
): Promise<void> {
  await removeAbandoned(place)
  const staging = await mkdtemp(join(place, stagingPrefix()))
  try {
    // One level down, since mkdtemp makes directories that only their owner can enter.
    const project = join(staging, 'project')
    await writeFiles(project, files, signal)
    await move({ staging, project, files }, target, signal)
  } finally {
    await remove(staging)
  }
}

/** @returns whether it was done */
async function unlessIrreplaceable(work: Promise<void>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (IRREPLACEABLE.some((code) => isFault(error, code))) return false
    throw error
  }
}

async function writeFiles(
  directory: string,
  files: readonly RenderedFile[],
  signal: AbortSignal,
): Promise<void> {
  for (const { path, content, mode } of files) {
    signal.throwIfAborted()
    await outputFile(pathIn(directory, path), content, mode === undefined ? {} : { mode })
  }
}
