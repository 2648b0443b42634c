import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { Failure } from '../../failure.js'
import { MIGRATIONS_FOLDER } from '../../model/dialects.js'
import { BASE_PATH } from '../../regenerate/base.js'
import { SETTINGS_FILE } from '../../settings/types.js'
import { faultReason, isFault } from '../system/fault.js'
import { readOrdinary } from '../system/ordinary-file.js'
import { pathIn } from '../system/path-in.js'

/** A project on disk. */
export interface ProjectPlace {
  /** As the user wrote it. */
  shown: string
  /** Absolute, symbolic links followed. */
  root: string
}

/**
 * Finds the project in a directory.
 *
 * @param shown the directory as the user wrote it, relative to the working directory
 * @throws Failure where there is none
 */
export async function findProject(shown: string): Promise<ProjectPlace> {
  const root = await realpath(resolve(shown)).catch((error: unknown) => {
    const reason = faultReason(error)
    throw reason === null ? error : new Failure('refused', [`cannot read ${shown}: ${reason}`])
  })
  if (!(await isProject(root))) {
    const reason = `${shown} is not a create-graphql-auth project (no ${SETTINGS_FILE})`
    throw new Failure('refused', [`${reason}; pass its directory or run the command there`])
  }
  await refuseForeignFolder(root)
  return { shown, root }
}

/** What lies in our folder, and whether it is a folder itself. */
const OURS: Readonly<Record<string, boolean>> = {
  'base.json': false,
  'settings.schema.json': false,
  lock: false,
  pending: true,
  backup: true,
}

/** Base, lock, journal and copies are written there: a link would lead all of it elsewhere. */
async function refuseForeignFolder(root: string): Promise<void> {
  const folder = dirname(BASE_PATH)
  const found = await lstat(pathIn(root, folder)).catch(() => null)
  if (found === null) return
  if (!found.isDirectory()) {
    throw new Failure('refused', [`${folder} is not a folder, but a link or a file; move it away`])
  }
  for (const [name, isFolder] of Object.entries(OURS)) {
    const path = `${folder}/${name}`
    const entry = await lstat(pathIn(root, path)).catch(() => null)
    if (entry === null || (isFolder ? entry.isDirectory() : entry.isFile())) continue
    const what = isFolder ? 'a folder' : 'an ordinary file'
    throw new Failure('refused', [`${path} is not ${what}; move it away`])
  }
}

/** Whether a directory holds a project. A base alone is one whose settings were deleted. */
export async function isProject(directory: string): Promise<boolean> {
  const marks = [SETTINGS_FILE, BASE_PATH].map((path) => isThere(pathIn(directory, path)))
  return (await Promise.all(marks)).includes(true)
}

/** @throws Failure where no one can tell, since we may not look */
async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (NOT_THERE.some((code) => isFault(error, code))) return false
    const reason = faultReason(error)
    throw reason === null ? error : new Failure('failed', [`cannot read ${path}: ${reason}`])
  }
}

const NOT_THERE = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']

/** The text of a file of a project; null where it is not there. */
export async function readProjectFile(root: string, path: string): Promise<string | null> {
  try {
    return (await readOrdinary(pathIn(root, path)))?.toString() ?? null
  } catch (error) {
    const reason = faultReason(error)
    throw reason === null ? error : new Failure('failed', [`cannot read ${path}: ${reason}`])
  }
}

/** The migrations of a project, for whatever database, from where the migrations are. */
export async function listMigrations(root: string, home = MIGRATIONS_FOLDER): Promise<string[]> {
  try {
    const folder = pathIn(root, home)
    // With their types: Node.js follows links to folders otherwise, round and round.
    const found = await readdir(folder, { recursive: true, withFileTypes: true })
    const paths = found.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    return paths.map((path) => path.replaceAll('\\', '/'))
  } catch (error) {
    if (isFault(error, 'ENOENT')) return []
    const reason = faultReason(error)
    throw reason === null ? error : new Failure('failed', [`cannot read ${home}: ${reason}`])
  }
}

/** A file of a project as messages name it. */
export function shownPath({ shown }: ProjectPlace, path: string): string {
  return join(shown, path)
}
