import { isFault } from '../system/fault.js'
import { runGit } from '../system/run-git.js'
import { lastLines, type StepResult } from './step-result.js'

/**
 * Makes a git repository of a project, unless it lies in one already.
 *
 * @param signal ends git
 * @throws the signal's reason where it is aborted
 */
export async function initGit(directory: string, signal: AbortSignal): Promise<StepResult> {
  const inside = await runGit(directory, ['rev-parse', '--is-inside-work-tree'], signal)
  signal.throwIfAborted()
  if (isFault(inside.cause, 'ENOENT')) return { status: 'skipped', note: 'git was not found' }
  if (inside.stdout.trimEnd() === 'true') {
    return { status: 'skipped', note: 'the project is already in a git repository' }
  }
  const init = await runGit(directory, ['init'], signal)
  signal.throwIfAborted()
  return init.failed ? { status: 'failed', note: lastLines(init.stderr, 1) } : { status: 'done' }
}
