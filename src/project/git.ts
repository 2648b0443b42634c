import { isFault } from './fault.js'
import { lastLines, type StepResult } from './step.js'

/** Set by git itself when we run inside a hook: they would point it at another repository. */
const FOREIGN = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined }

/**
 * Makes a git repository of a project, unless it lies in one already.
 *
 * @param signal ends git
 * @throws the signal's reason where it is aborted
 */
export async function initGit(directory: string, signal: AbortSignal): Promise<StepResult> {
  const { execa } = await import('execa')
  const git = (...args: string[]) =>
    execa('git', args, {
      ...{ cwd: directory, cancelSignal: signal, env: FOREIGN, reject: false, stdin: 'ignore' },
    })
  const inside = await git('rev-parse', '--is-inside-work-tree')
  signal.throwIfAborted()
  if (isFault(inside.cause, 'ENOENT')) return { status: 'skipped', note: 'git was not found' }
  if (inside.stdout === 'true') {
    return { status: 'skipped', note: 'the project lies in a git repository already' }
  }
  const init = await git('init')
  signal.throwIfAborted()
  return init.failed ? { status: 'failed', note: lastLines(init.stderr, 1) } : { status: 'done' }
}
