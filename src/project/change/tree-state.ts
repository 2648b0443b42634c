import { lstat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SETTINGS_FILE } from '../../settings/types.js'
import { filtersOff, runGit } from '../system/run-git.js'

/** Each entry is `XY path`, from the top of the repository. */
const STATUS_WIDTH = 3

/** What a run leaves behind for a moment, or for good: never an edit of the user. */
const OURS = ['.graphql-auth/lock', '.graphql-auth/pending/', '.graphql-auth/backup/']

/**
 * Whether git can bring back every file of a project.
 *
 * `unprotected`: there is no git, no commit yet, or the project is ignored; or a directory passes itself
 * off for a repository. Otherwise the paths with uncommitted changes; that of the settings alone does
 * not count, since it is why one regenerates.
 */
export type TreeState = 'unprotected' | { changed: string[] }

/**
 * Asks git about a project.
 *
 * @param root the project, symbolic links followed
 * @param signal ends git, which may wait forever for what lies in the project
 */
export async function treeState(root: string, signal: AbortSignal): Promise<TreeState> {
  if (await isInPretence(root)) return 'unprotected'
  const git = async (...args: string[]) => {
    const run = await runGit(root, args, signal)
    signal.throwIfAborted()
    return run
  }
  const head = await git('rev-parse', '--verify', '--quiet', 'HEAD')
  const ignored = await git('check-ignore', '--quiet', '.')
  if (head.failed || ignored.exitCode === 0) return 'unprotected'
  const prefix = (await git('rev-parse', '--show-prefix')).stdout.trimEnd()
  const filters = await filtersOff(root, signal)
  if (filters === null) return 'unprotected'
  const flags = ['--porcelain', '-z', '--untracked-files=all', '--no-renames']
  // A repository inside has a configuration of its own.
  const status = await git(...filters, 'status', ...flags, '--ignore-submodules=dirty', '--', '.')
  if (status.failed) return 'unprotected'
  const entries = status.stdout.split('\0').filter((entry) => entry !== '')
  const changed = entries.map((entry) => entry.slice(STATUS_WIDTH + prefix.length))
  return { changed: changed.filter((path) => !isOurs(path)) }
}

/**
 * Which files git could not bring back although nothing is changed: it ignores them.
 *
 * @param paths from the project
 */
export async function unknownToGit(
  root: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const list = ['--literal-pathspecs', 'ls-files', '-z', '--', ...paths]
  const { stdout } = await runGit(root, list, signal)
  signal.throwIfAborted()
  const known = new Set(stdout.split('\0'))
  return paths.filter((path) => !known.has(path))
}

/** Which files git ignores; none where there is no git. @param paths from the project */
export async function ignoredByGit(root: string, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0 || (await isInPretence(root))) return []
  const ignored = ['--others', '--ignored', '--exclude-standard']
  const list = ['--literal-pathspecs', 'ls-files', '-z', ...ignored, '--', ...paths]
  return (await runGit(root, list)).stdout.split('\0')
}

/** Whether git knows files below a path. */
export async function isTracked(root: string, path: string): Promise<boolean> {
  return (await runGit(root, ['--literal-pathspecs', 'ls-files', '-z', '--', path])).stdout !== ''
}

/**
 * Whether git would take a directory on the way up for a repository by what lies in it, without `.git`.
 * Git before 2.38 cannot be told not to.
 */
async function isInPretence(folder: string): Promise<boolean> {
  const kindOf = (name: string) => lstat(join(folder, name)).catch(() => null)
  if (await kindOf('.git')) return false
  const head = await kindOf('HEAD')
  if (head && !head.isDirectory()) return true
  return dirname(folder) !== folder && (await isInPretence(dirname(folder)))
}

function isOurs(path: string): boolean {
  return path === SETTINGS_FILE || OURS.some((ours) => path.startsWith(ours))
}
