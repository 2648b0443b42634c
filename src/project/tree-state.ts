import { runGit } from './run-git.js'
import { SETTINGS_FILE } from './settings-file.js'

/** Each entry is `XY path`, from the top of the repository. */
const STATUS_WIDTH = 3

/** What a run leaves behind for a moment, or for good: never an edit of the user. */
const OURS = ['.graphql-auth/lock', '.graphql-auth/pending/', '.graphql-auth/backup/']

/**
 * Whether git can bring back every file of a project.
 *
 * `unprotected`: there is no git, no commit yet, or the project is ignored. Otherwise the paths with
 * uncommitted changes; that of the settings alone does not count, since it is why one regenerates.
 */
export type TreeState = 'unprotected' | { changed: string[] }

/** Asks git about a project. @param root the project, symbolic links followed */
export async function treeState(root: string): Promise<TreeState> {
  const git = (...args: string[]) => runGit(root, args)
  const head = await git('rev-parse', '--verify', '--quiet', 'HEAD')
  const ignored = await git('check-ignore', '--quiet', '.')
  if (head.failed || ignored.exitCode === 0) return 'unprotected'
  const prefix = (await git('rev-parse', '--show-prefix')).stdout.trimEnd()
  const flags = ['--porcelain', '-z', '--untracked-files=all', '--no-renames']
  const status = await git('status', ...flags, '--', '.')
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
export async function unknownToGit(root: string, paths: readonly string[]): Promise<string[]> {
  const { stdout } = await runGit(root, ['--literal-pathspecs', 'ls-files', '-z', '--', ...paths])
  const known = new Set(stdout.split('\0'))
  return paths.filter((path) => !known.has(path))
}

function isOurs(path: string): boolean {
  return path === SETTINGS_FILE || OURS.some((ours) => path.startsWith(ours))
}
