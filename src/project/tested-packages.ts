import { constants, copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isFault } from './fault.js'

/** Made by the build. */
const LOCKFILE = fileURLToPath(new URL('../../dist/tested-packages.json', import.meta.url))

/**
 * Gives npm the versions that this program was tested with, unless the project has a lockfile. npm
 * asks the registry for much less then, and leaves out of the file what the project does not need.
 */
export async function lockTestedPackages(directory: string): Promise<void> {
  try {
    await copyFile(LOCKFILE, join(directory, 'package-lock.json'), constants.COPYFILE_EXCL)
  } catch (error) {
    if (!isFault(error, 'EEXIST')) throw error
  }
}
