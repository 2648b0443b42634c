import { commitProject } from '../../project/finish/first-commit.js'
import { initGit } from '../../project/finish/init-git.js'
import { installDependencies } from '../../project/finish/install.js'
import type { StepResult, Steps } from '../../project/finish/step-result.js'
import { interrupted } from '../terminal/interruption.js'
import type { Progress } from '../terminal/progress.js'
import { finishCommand } from './next-steps.js'
import type { Plan } from './plan-project.js'

/** The steps that a run will take. */
export function plannedSteps({ answers }: Plan): Steps {
  const step = (wanted: boolean): StepResult => ({ status: wanted ? 'planned' : 'skipped' })
  return {
    git: step(answers.git),
    commit: step(answers.git && answers.commit),
    install: step(answers.install),
  }
}

/**
 * Takes the steps after creation. A failed one is told, not thrown: the project is there.
 *
 * @throws Failure when the run is interrupted; it says how to finish
 */
export async function finishProject(
  plan: Plan,
  progress: Progress,
  signal: AbortSignal,
): Promise<Steps> {
  const { directory } = plan.target
  const { packageManager } = plan.project
  const steps = plannedSteps(plan)
  try {
    if (plan.answers.git) {
      steps.git = await progress.run('Creating a git repository', () => initGit(directory, signal))
    }
    if (plan.answers.install) {
      steps.install = await progress.run(`Installing with ${packageManager}`, (tell) =>
        installDependencies(packageManager, directory, plan.workspace !== null, tell, signal),
      )
    }
    steps.commit = await commitStep(plan, steps, progress, signal)
    return steps
  } catch (error) {
    throw signal.aborted ? interruptedAfterCreation(plan, steps) : error
  }
}

/**
 * Comes last, so that the lockfile is part of the commit: it waits for an install that failed. What is in
 * a repository of the user already, the user commits.
 */
async function commitStep(
  plan: Plan,
  { git, install, commit }: Steps,
  progress: Progress,
  signal: AbortSignal,
): Promise<StepResult> {
  if (git.status === 'skipped') return { status: 'skipped' }
  if (commit.status === 'skipped' || git.status === 'failed' || install.status === 'failed') {
    return commit
  }
  return await progress.run('Making the first commit', async () =>
    plan.kept.some(({ path }) => path === '.gitignore')
      ? { status: 'skipped', note: 'your .gitignore lacks our lines' }
      : await commitProject(plan.target.directory, signal),
  )
}

function interruptedAfterCreation(plan: Plan, steps: Steps): Error {
  const where = `the project is in ${plan.target.shown}`
  return interrupted(`interrupted; ${where}, to finish: ${finishCommand(plan, steps)}`)
}
