import { runGit } from '../system/run-git.js'
import { lastLines, type StepResult } from './step-result.js'

/** What the first commit of a project says. */
export const FIRST_MESSAGE = 'Initial commit from create-graphql-auth'

/** git would make up a name and an address from those of the machine. */
const NO_GUESS = ['-c', 'user.useConfigOnly=true']

/**
 * Commits all of a new project.
 *
 * @param signal ends git
 * @throws the signal's reason where it is aborted
 */
export async function commitProject(directory: string, signal: AbortSignal): Promise<StepResult> {
  const git = async (...args: string[]) => {
    const run = await runGit(directory, args, signal)
    signal.throwIfAborted()
    return run
  }
  for (const identity of ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT']) {
    if ((await git(...NO_GUESS, 'var', identity)).failed) return { status: 'skipped', note: NOBODY }
  }
  for (const args of [
    ['add', '--all'],
    ['commit', '--quiet', '--message', FIRST_MESSAGE],
  ]) {
    const run = await git(...args)
    if (run.failed) return { status: 'failed', note: lastLines(run.stderr || run.stdout, 1) }
  }
  return { status: 'done' }
}

const NOBODY = 'git does not know you; set user.name and user.email, then commit'
