import { dirname } from 'node:path'

/** Set by git itself when we run inside a hook: they would point it at another repository. */
const FOREIGN = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_CONFIG',
]

/** A repository that lacks a part would have it fetched, by a program that it names. */
const ENVIRONMENT = {
  ...Object.fromEntries(FOREIGN.map((name) => [name, undefined])),
  GIT_ALLOW_PROTOCOL: '',
  GIT_NO_LAZY_FETCH: '1',
}

/**
 * The configuration of a repository may have come with it, and names programs that git runs: these run
 * none. Neither is a folder taken for a repository that is only laid out like one.
 */
const CAREFUL = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'safe.bareRepository=explicit',
  '--no-optional-locks',
]

/**
 * Runs git in a directory. It runs nothing that the directory brings but filters of files, see
 * `filtersOff`.
 *
 * @param signal ends it
 * @returns what it said, as it was written, and whether it failed; it never asks
 */
export async function runGit(directory: string, args: readonly string[], signal?: AbortSignal) {
  const { execa } = await import('execa')
  return await execa('git', [...CAREFUL, '-C', directory, ...args], {
    // Windows looks for a program in the working directory first.
    cwd: dirname(process.execPath),
    env: ENVIRONMENT,
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
    ...(signal && { cancelSignal: signal }),
  })
}

/**
 * Settings that keep git from running filters: programs by which files go into a repository, named by
 * its configuration or doing what that says. Files that need one may then count as changed.
 *
 * @returns null where they cannot be kept from running
 */
export async function filtersOff(directory: string, signal: AbortSignal): Promise<string[] | null> {
  const list = ['config', '--null', '--name-only', '--get-regexp', '^filter[.]']
  const { stdout } = await runGit(directory, list, signal)
  const names = new Set(stdout.split('\0').flatMap((key) => FILTER.exec(key)?.[1] ?? []))
  // What stands before the first `=` would be taken for the name.
  if ([...names].some((name) => name.includes('='))) return null
  return [...names].flatMap((name) =>
    ['clean=', 'process=', 'required=false'].flatMap((set) => ['-c', `filter.${name}.${set}`]),
  )
}

const FILTER = /^filter\.(.*)\.[^.]*$/s
