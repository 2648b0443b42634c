import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathExists } from 'fs-extra/esm'
import { Failure } from '../../failure.js'
import { faultReason } from '../system/fault.js'
import { stateFolders } from './state-folder.js'

/** Of this user only. */
const MODE = 0o600

/**
 * Remembers where no clone can bring it that this user has begun a run.
 *
 * @param run the hash of its journal; no two runs have the same
 * @throws Failure where there is no place for it: a run that is killed could not be finished
 */
export async function rememberRun(root: string, run: string): Promise<void> {
  for (const folder of await stateFolders(root, true)) {
    if (await writeRecord(join(folder, run), root)) return
  }
  const reason = 'cannot record that a run has begun, and could not finish it if it were killed'
  throw new Failure('failed', [
    `${reason}; set XDG_STATE_HOME to a writable folder; nothing was changed`,
  ])
}

/** Whether this user has begun a run, and not ended it. The project may have been moved since. */
export async function hasBegun(root: string, run: string): Promise<boolean> {
  const folders = await stateFolders(root, false)
  const found = await Promise.all(folders.map((folder) => pathExists(join(folder, run))))
  return found.includes(true)
}

/** Forgets a run that has ended. */
export async function forgetRun(root: string, run: string): Promise<void> {
  for (const folder of await stateFolders(root, false)) await rm(join(folder, run), { force: true })
}

/** @param root for those who look into the folder */
async function writeRecord(path: string, root: string): Promise<boolean> {
  try {
    await writeFile(path, `${root}\n`, { mode: MODE })
    return true
  } catch (error) {
    if (faultReason(error) === null) throw error
    return false
  }
}
