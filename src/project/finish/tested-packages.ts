import { constants, copyFile, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isFault } from '../system/fault.js'

/** Made by the build. */
const TESTED = fileURLToPath(new URL('../../../dist/tested-packages.json', import.meta.url))

/**
 * Gives npm the versions that this program was tested with, unless the project has a lockfile. npm
 * asks the registry for much less then, and leaves out of the file what the project does not need.
 */
export async function lockTestedPackages(directory: string): Promise<void> {
  try {
    await copyFile(TESTED, lockfileOf(directory), constants.COPYFILE_EXCL)
  } catch (error) {
    if (!isFault(error, 'EEXIST')) throw error
  }
}

/**
 * Removes that lockfile where npm has left it as it was given, as with `package-lock=false`: it is not
 * that of the project, and `npm ci` would refuse it.
 */
export async function removeUnusedLock(directory: string): Promise<void> {
  const lockfile = lockfileOf(directory)
  const found = await readFile(lockfile).catch(() => null)
  if (found?.equals(await readFile(TESTED))) await rm(lockfile)
}

function lockfileOf(directory: string): string {
  return join(directory, 'package-lock.json')
}
