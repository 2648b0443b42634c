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
  return { git: step(answers.git), install: step(answers.install) }
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
    return steps
  } catch (error) {
    throw signal.aborted ? interruptedAfterCreation(plan, steps) : error
  }
}

function interruptedAfterCreation(plan: Plan, steps: Steps): Error {
  const where = `the project is in ${plan.target.shown}`
  return interrupted(`interrupted; ${where}, to finish: ${finishCommand(plan, steps)}`)
}
