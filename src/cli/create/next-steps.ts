import { PACKAGE_MANAGERS } from '../../model/package-manager.js'
import { FIRST_MESSAGE } from '../../project/finish/first-commit.js'
import type { StepResult, StepStatus, Steps } from '../../project/finish/step-result.js'
import { databaseView } from '../../render/view/database.js'
import type { Plan } from './plan-project.js'
import { quoted } from './repeat-command.js'

const NOT_INSTALLED: readonly StepStatus[] = ['failed', 'skipped']

/** The commands that lead from a new project to a running server, one a line. */
export function nextSteps(plan: Plan, steps: Steps): string[] {
  const { packageManager, settings } = plan.project
  const { run, separator } = PACKAGE_MANAGERS[packageManager]
  return [
    ...enter(plan),
    ...(NOT_INSTALLED.includes(steps.install.status) ? [installCommand(plan)] : []),
    ...databaseView(settings).readme.start,
    `${run} migrate`,
    `${run} loaddata${separator} fixtures/users.json`,
    `${run} dev`,
  ]
}

/** The one command line that takes the steps which failed, or were not come to. */
export function finishCommand(plan: Plan, steps: Steps): string {
  return [
    ...enter(plan),
    ...(isOpen(steps.git) ? ['git init'] : []),
    ...(isOpen(steps.install) ? [installCommand(plan)] : []),
    ...(isOpen(steps.commit) ? ['git add --all', `git commit -m ${quoted(FIRST_MESSAGE)}`] : []),
  ].join(' && ')
}

function installCommand({ project, workspace }: Plan): string {
  const { install, installAlone } = PACKAGE_MANAGERS[project.packageManager]
  return workspace === null ? install : (installAlone ?? install)
}

function isOpen({ status }: StepResult): boolean {
  return status === 'failed' || status === 'planned'
}

function enter({ target }: Plan): string[] {
  return target.shown === '.' ? [] : [`cd ${quoted(target.shown)}`]
}
