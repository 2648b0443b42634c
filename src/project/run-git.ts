/** Set by git itself when we run inside a hook: they would point it at another repository. */
const FOREIGN = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined }

/**
 * Runs git in a directory.
 *
 * @param signal ends it
 * @returns what it said, as it was written, and whether it failed; it never asks
 */
export async function runGit(directory: string, args: readonly string[], signal?: AbortSignal) {
  const { execa } = await import('execa')
  return await execa('git', args, {
    ...{ cwd: directory, env: FOREIGN, reject: false, stdin: 'ignore', stripFinalNewline: false },
    ...(signal && { cancelSignal: signal }),
  })
}
