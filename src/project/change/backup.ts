import { constants, existsSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathIn } from '../system/path-in.js'

/** Where copies are kept; not committed. */
const BACKUP_FOLDER = '.graphql-auth/backup'

/**
 * Copies files of a project that are about to change.
 *
 * @param root the project
 * @param paths those that are not there are passed over
 * @param now names the folder of the copies
 * @returns that folder, below the project; null where none of them is there
 */
export async function backUp(
  root: string,
  paths: readonly string[],
  now: Date,
): Promise<string | null> {
  const present = paths.filter((path) => existsSync(pathIn(root, path)))
  if (present.length === 0) return null
  const folder = `${BACKUP_FOLDER}/${now.toISOString().replaceAll(':', '-')}`
  await mkdir(pathIn(root, BACKUP_FOLDER), { recursive: true })
  // A new one: what lies in it is ours.
  await mkdir(pathIn(root, folder))
  for (const path of present) {
    const copy = pathIn(root, `${folder}/${path}`)
    await mkdir(dirname(copy), { recursive: true })
    await copyFile(pathIn(root, path), copy, constants.COPYFILE_EXCL)
  }
  return folder
}
