import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { ensureFile } from 'fs-extra/esm'
import type { PackageManager } from '../../model/package-manager.js'
import { isFault } from '../system/fault.js'
import { followInstall, withoutProgress } from './install-progress.js'
import { lastLines, type StepResult } from './step-result.js'
import { lockTestedPackages, removeUnusedLock } from './tested-packages.js'

const LINES_SHOWN = 15

/** In milliseconds: Ctrl-C ends the package manager too, whose end may be told before our signal. */
const LATE_SIGNAL = 100

/**
 * Installs the dependencies of a project.
 *
 * @param isInWorkspace whether it has to be told that the project stands for itself
 * @param tell is called with each step, as far as the package manager shows them
 * @param signal ends the package manager; the project stays
 * @throws where the signal is aborted
 */
export async function installDependencies(
  packageManager: PackageManager,
  directory: string,
  isInWorkspace: boolean,
  tell: (step: string) => void,
  signal: AbortSignal,
): Promise<StepResult> {
  const { execa } = await import('execa')
  // Yarn 4 refuses a project without one below any folder with a package.json.
  if (packageManager === 'yarn') await ensureFile(join(directory, 'yarn.lock'))
  if (packageManager === 'npm') await lockTestedPackages(directory)
  const running = execa(packageManager, ['install', ...flagsFor(packageManager, isInWorkspace)], {
    cwd: directory,
    cancelSignal: signal,
    reject: false,
    stdin: 'ignore',
    all: true,
  })
  const lines = createInterface({ input: running.all })
  lines.on('line', followInstall(packageManager, tell))
  const run = await running
  if (run.isTerminated) await delay(LATE_SIGNAL, undefined, { signal })
  signal.throwIfAborted()
  if (!run.failed) {
    if (packageManager === 'npm') await removeUnusedLock(directory)
    return { status: 'done' }
  }
  if (isFault(run.cause, 'ENOENT')) {
    return { status: 'failed', note: `${packageManager} was not found` }
  }
  const output = stripVTControlCharacters(withoutProgress(run.all))
  return { status: 'failed', note: lastLines(output, LINES_SHOWN) }
}

/** npm shows what it does only when it is asked to. */
function flagsFor(packageManager: PackageManager, isInWorkspace: boolean): string[] {
  if (packageManager !== 'npm') return []
  return ['--loglevel=http', ...(isInWorkspace ? ['--no-workspaces'] : [])]
}
