import { Failure } from '../../failure.js'
import { executeCommand, packageManagerNamed } from '../../model/package-manager.js'
import { type Division, divideByTarget } from '../../project/create/collisions.js'
import { inspectTarget, type Target } from '../../project/create/target.js'
import { type Workspace, workspaceAbove } from '../../project/create/workspace.js'
import { projectName } from '../../project/name.js'
import { newSecretKey } from '../../project/secret.js'
import { baseEntries, baseFile, baseOf } from '../../regenerate/base.js'
import { render } from '../../render/render.js'
import type { Project } from '../../render/types.js'
import { generatorVersion } from '../../version.js'
import type { Usage } from './check-usage.js'
import type { RunOptions } from './create-options.js'
import { draftSettings } from './draft-settings.js'
import type { Answers } from './questions.js'
import { recordedCommand, repeatCommand } from './repeat-command.js'

/** All that is decided before anything is written. */
export interface Plan extends Division {
  target: Target
  project: Project
  answers: Answers
  run: RunOptions
  /** The command line that repeats this run from here. */
  repeat: string
  /** What would make the project a part of a larger one. */
  workspace: Workspace | null
}

/**
 * Decides what a run writes, and where.
 *
 * @throws Failure when the settings contradict each other, or the target is not free
 */
export async function planProject(usage: Usage, answers: Answers): Promise<Plan> {
  const target = await inspectTarget(answers.directory)
  const project = describeProject(usage, answers, target)
  const execute = executeCommand(project.packageManager, process.env.npm_config_user_agent)
  const files = render(project)
  const { written, kept } = await divideByTarget(target, files)
  const entries = baseEntries(files, kept)
  const { written: base } = await divideByTarget(target, [baseFile(baseOf(project, entries))])
  return {
    target,
    project,
    answers,
    run: usage.run,
    repeat: repeatCommand(usage.given, answers, usage.run, execute),
    written: [...written, ...base],
    kept,
    workspace: await workspaceAbove(target.directory),
  }
}

function describeProject(usage: Usage, answers: Answers, target: Target): Project {
  const draft = draftSettings(usage.file, answersForFile(usage, answers))
  if ('problems' in draft) throw new Failure('usage', draft.problems)
  const name = projectName(target.directory)
  const packageManager = packageManagerNamed(answers.packageManager)
  if (name === null || packageManager === null) throw new Error('an answer was not checked')
  return {
    name,
    packageManager,
    settings: draft.settings,
    settingsFile: draft.file,
    secretKey: newSecretKey(),
    createdAt: new Date(),
    command: recordedCommand(usage.given, answers, usage.run, packageManager),
    generatorVersion: generatorVersion(),
  }
}

/** Beside a settings file only flags speak: a default must not override what it says. */
function answersForFile({ given, run }: Usage, answers: Answers): Partial<Answers> {
  return run.settings === undefined ? answers : given
}
