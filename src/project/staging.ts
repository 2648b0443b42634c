import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { outputFile, remove } from 'fs-extra/esm'
import { Failure } from '../failure.js'
import type { RenderedFile } from '../render/types.js'
import { removeAbandoned, stagingPrefix } from './abandoned.js'
import { faultReason } from './fault.js'
import { moveIntoPlace } from './move.js'
import { pathIn, type Target } from './target.js'

/**
 * Writes the files of a new project, all or none.
 *
 * They are staged in a hidden directory first and moved when complete. It lies beside a target that is
 * to be made, and inside one that exists: the parent of an existing directory may be read-only or on
 * another file system, and a rename cannot leave its own.
 *
 * @param signal ends the work; what was made until then is removed
 * @throws Failure where the disk does not allow it; the signal's reason where it is aborted
 */
export async function writeProject(
  target: Target,
  files: readonly RenderedFile[],
  signal: AbortSignal,
): Promise<void> {
  try {
    await removeAbandoned(target.nearest)
    const staging = await mkdtemp(join(target.nearest, stagingPrefix()))
    try {
      // One level down, since mkdtemp makes directories that only their owner can enter.
      const project = join(staging, 'project')
      await writeFiles(project, files, signal)
      await moveIntoPlace(project, target, signal)
    } finally {
      await remove(staging)
    }
  } catch (error) {
    const reason = faultReason(error)
    if (reason === null) throw error
    throw new Failure('failed', [`cannot create ${target.shown}: ${reason}; nothing was written`])
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
