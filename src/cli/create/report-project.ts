import { PACKAGE_MANAGERS } from '../../model/package-manager.js'
import type { Steps } from '../../project/finish/step-result.js'
import { jsonOf, linesOf } from '../terminal/printable.js'
import type { Progress } from '../terminal/progress.js'
import { write } from '../terminal/streams.js'
import { finishCommand, nextSteps } from './next-steps.js'
import type { Plan } from './plan-project.js'

/** Tells that a run before this one was killed, and that what it made goes. */
export function reportLeftovers({ target: { shown, leftovers } }: Plan, progress: Progress): void {
  const count = leftovers.files.length
  if (count === 0) return
  progress.note(
    `An earlier run was interrupted in ${shown}; the ${count} files that it left are replaced`,
  )
}

/** Tells which files of the user stayed where the project has one of its own. */
export function reportKept({ kept, target }: Plan, progress: Progress): void {
  for (const { path } of kept) {
    progress.note(`${path} in ${target.shown} is yours and stays as it is`)
  }
  const ignore = kept.find((file) => file.path === '.gitignore')
  const lines = ignore?.content.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  if (lines) progress.note(`Add these lines to your .gitignore: ${lines.join(' ')}`)
}

/** Tells that the project lies in a workspace, which would have its own lock and overrides. */
export function reportWorkspace({ workspace, project }: Plan, progress: Progress): void {
  if (workspace === null) return
  const { installAlone } = PACKAGE_MANAGERS[project.packageManager]
  const until = installAlone === null ? 'before you install' : `or install with ${installAlone}`
  progress.note(
    `${workspace.file} includes this project in its workspaces: the lock file, overrides and allowed scripts there would apply, and the Dockerfile would find no lock file. Add "${workspace.exception}" there, ${until}.`,
  )
}

/** Tells how to finish what failed after creation. */
export function reportFailedSteps(plan: Plan, steps: Steps, progress: Progress): void {
  progress.note(`${plan.target.shown} is created; to finish: ${finishCommand(plan, steps)}`)
}

/** Writes the result of a run to stdout: for people, or as JSON. */
export async function reportResult(plan: Plan, steps: Steps): Promise<void> {
  const text = plan.run.json ? jsonResult(plan, steps) : textResult(plan, steps)
  await write(process.stdout, text)
}

function jsonResult(plan: Plan, steps: Steps): string {
  const result = {
    version: 1,
    command: 'create',
    dryRun: plan.run.dryRun,
    directory: plan.target.directory,
    settings: plan.project.settingsFile,
    files: plan.written.map((file) => file.path).sort(),
    kept: plan.kept.map((file) => file.path).sort(),
    steps: {
      git: steps.git.status,
      commit: steps.commit.status,
      install: steps.install.status,
    },
    next: nextSteps(plan, steps),
    repeat: plan.repeat,
  }
  return jsonOf(result)
}

function textResult(plan: Plan, steps: Steps): string {
  const paths = plan.written.map((file) => file.path).sort()
  if (plan.run.dryRun) return linesOf(paths)
  return linesOf([
    `Created ${plan.target.shown} (${paths.length} files).`,
    '',
    'Next:',
    ...nextSteps(plan, steps).map((step) => `  ${step}`),
    '',
    'The same again:',
    `  ${plan.repeat}`,
  ])
}
