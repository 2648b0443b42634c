import { lstat, mkdir, realpath } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { pathExists } from 'fs-extra/esm'
import { isFault } from '../system/fault.js'

const NAME = 'create-graphql-auth'
const ONLY_OURS = 0o700
const WRITABLE_BY_OTHERS = 0o022

/**
 * Folders in which this program remembers something for this user, the best one first.
 *
 * Nothing there has come with a project: a folder in the repository of the project does not count, and
 * neither does one that belongs to another user, or that others may write to.
 *
 * @param root the project, symbolic links followed
 * @param make whether to make those that are not there
 */
export async function stateFolders(root: string, make: boolean): Promise<string[]> {
  const top = await topOf(root)
  const found: string[] = []
  for (const path of candidates()) {
    if (isBelow(top, path)) continue
    const folder = await ownFolder(path, make).catch(() => null)
    if (folder !== null && !isBelow(top, folder)) found.push(folder)
  }
  return found
}

/** Where each system wants it. A container may have no home, or one that cannot be written. */
function candidates(): string[] {
  const { XDG_STATE_HOME = '', LOCALAPPDATA = '' } = process.env
  const chosen = process.platform === 'win32' ? LOCALAPPDATA : XDG_STATE_HOME
  const owner = process.getuid?.()
  return [
    join(chosen, NAME),
    join(home(), USUAL[process.platform] ?? '.local/state', NAME),
    join(tmpdir(), owner === undefined ? NAME : `${NAME}-${owner}`),
  ].filter(isAbsolute)
}

const USUAL: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Library/Application Support',
  win32: 'AppData/Local',
}

/** Empty where no one knows: a container may run under a number without a name. */
function home(): string {
  try {
    return homedir()
  } catch {
    return ''
  }
}

async function ownFolder(path: string, make: boolean): Promise<string | null> {
  if (make) await makeFolder(path)
  const found = await lstat(path)
  const isOurs = process.getuid === undefined || found.uid === process.getuid()
  const isClosed = process.platform === 'win32' || (found.mode & WRITABLE_BY_OTHERS) === 0
  return found.isDirectory() && isOurs && isClosed ? await realpath(path) : null
}

/**
 * Makes a folder, and those above it. Where the system never makes any, as in `/proc`, the recursive
 * `mkdir` of Node.js tries forever.
 */
async function makeFolder(path: string): Promise<void> {
  if (await pathExists(path)) return
  if (dirname(path) !== path) await makeFolder(dirname(path))
  try {
    await mkdir(path, { mode: ONLY_OURS })
  } catch (error) {
    // Another run may have been faster.
    if (!isFault(error, 'EEXIST')) throw error
  }
}

/** All that came with a project: the folder of its repository, where it lies in one. */
async function topOf(root: string, folder = root): Promise<string> {
  // A machine that is a repository as a whole leaves no place outside.
  if (dirname(folder) === folder) return root
  return (await pathExists(join(folder, '.git'))) ? folder : await topOf(root, dirname(folder))
}

function isBelow(top: string, path: string): boolean {
  const way = relative(top, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
