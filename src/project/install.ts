import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ensureFile } from 'fs-extra/esm'
import type { PackageManager } from '../model/package-manager.js'
import { isFault } from './fault.js'
import { lastLines, type StepResult } from './step.js'

const LINES_SHOWN = 15

/** In milliseconds: Ctrl-C ends the package manager too, whose end may be told before our signal. */
const LATE_SIGNAL = 100

/**
 * Installs the dependencies of a project.
 *
 * @param isInWorkspace whether it has to be told that the project stands for itself
 * @param signal ends the package manager; the project stays
 * @throws where the signal is aborted
 */
export async function installDependencies(
  packageManager: PackageManager,
  directory: string,
  isInWorkspace: boolean,
  signal: AbortSignal,
): Promise<StepResult> {
  const { execa } = await import('execa')
  if (isInWorkspace && packageManager === 'yarn') await ensureFile(join(directory, 'yarn.lock'))
  const flags = isInWorkspace && packageManager === 'npm' ? ['--no-workspaces'] : []
  const run = await execa(packageManager, ['install', ...flags], {
    ...{ cwd: directory, cancelSignal: signal, reject: false, stdin: 'ignore', all: true },
  })
  if (run.isTerminated) await delay(LATE_SIGNAL, undefined, { signal })
  signal.throwIfAborted()
  if (!run.failed) return { status: 'done' }
  if (isFault(run.cause, 'ENOENT')) {
    return { status: 'failed', note: `${packageManager} was not found` }
  }
  return { status: 'failed', note: lastLines(run.all, LINES_SHOWN) }
}
