import { Failure } from '../../failure.js'
import { runningPackageManager } from '../../model/package-manager.js'
import { writeProject } from '../../project/create/staging.js'
import { inspectTarget } from '../../project/create/target.js'
import type { Steps } from '../../project/finish/step-result.js'
import { readSettingsFile } from '../../project/settings-file.js'
import { EXIT } from '../exit-codes.js'
import type { Asker } from '../terminal/ask.js'
import { createProgress, type Progress } from '../terminal/progress.js'
import { canAsk } from '../terminal/streams.js'
import { completeAnswers } from './ask-missing.js'
import { checkUsage, type Usage } from './check-usage.js'
import { refusePlugAndPlay, yarn1Note } from './check-yarn.js'
import { answersGiven, type CreateOptions, runOptionsGiven } from './create-options.js'
import { finishProject, plannedSteps } from './finish.js'
import { confirmDirectory } from './misspelt-command.js'
import { type Plan, planProject } from './plan-project.js'
import {
  reportFailedSteps,
  reportKept,
  reportLeftovers,
  reportResult,
  reportWorkspace,
} from './report-project.js'

/**
 * `create-graphql-auth [directory]`: from what the user typed to a project on disk.
 *
 * @returns the exit code
 * @throws Failure where the run ends early
 */
export async function create(
  directory: string | undefined,
  options: CreateOptions,
  signal: AbortSignal,
): Promise<number> {
  const progress = createProgress()
  const usage = await readUsage(directory, options)
  checkUsage(usage)
  const source = await sourceOfAnswers(usage, signal)
  await confirmDirectory(usage.given, source.asker)
  if (usage.given.directory !== undefined) await inspectTarget(usage.given.directory)
  const answers = await completeAnswers(usage, source)
  refusePlugAndPlay(answers, process.env)
  const plan = await planProject(usage, answers)
  reportLeftovers(plan, progress)
  reportKept(plan, progress)
  reportWorkspace(plan, progress)
  const note = yarn1Note(answers, process.env)
  if (note !== null) progress.note(note)
  return plan.run.dryRun ? await rehearse(plan) : await perform(plan, progress, signal)
}

async function readUsage(directory: string | undefined, options: CreateOptions): Promise<Usage> {
  const run = runOptionsGiven(options)
  const file = run.settings === undefined ? NO_FILE : await tryReadSettings(run.settings)
  return { given: answersGiven(directory, options), run, ...file, canAsk: canAsk() }
}

const NO_FILE = { file: {}, fileProblems: [] }

/** A file that cannot be read is reported together with the other mistakes. */
async function tryReadSettings(path: string): Promise<Pick<Usage, 'file' | 'fileProblems'>> {
  try {
    return { file: await readSettingsFile(path), fileProblems: [] }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { file: {}, fileProblems: error.messages }
  }
}

async function sourceOfAnswers(usage: Usage, signal: AbortSignal) {
  return {
    asker: usage.canAsk && !usage.run.yes ? await terminalAsker(signal) : null,
    packageManager: runningPackageManager(process.env.npm_config_user_agent),
  }
}

/** Loaded only when needed: `--help` and `--yes` have nothing to ask. */
async function terminalAsker(signal: AbortSignal): Promise<Asker> {
  const { createAsker } = await import('../terminal/asker.js')
  return await createAsker(signal)
}

async function rehearse(plan: Plan): Promise<number> {
  await reportResult(plan, plannedSteps(plan))
  return EXIT.done.code
}

async function perform(plan: Plan, progress: Progress, signal: AbortSignal): Promise<number> {
  await writeProject(plan.target, plan.written, signal)
  const steps = await finishProject(plan, progress, signal)
  const failed = hasFailed(steps)
  if (failed) reportFailedSteps(plan, steps, progress)
  await reportResult(plan, steps)
  return failed ? EXIT.stepFailed.code : EXIT.done.code
}

function hasFailed(steps: Steps): boolean {
  return Object.values(steps).some(({ status }) => status === 'failed')
}
