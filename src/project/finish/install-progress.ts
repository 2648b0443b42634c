import { stripVTControlCharacters } from 'node:util'
import type { PackageManager } from '../../model/package-manager.js'

/** What an install does, in this order. */
const STEPS = [
  'resolving versions',
  'fetching packages',
  'linking packages',
  'running install scripts',
] as const

type InstallStep = (typeof STEPS)[number]

/**
 * By which line each package manager shows that a step has begun, without a terminal: npm 10 to 12 with
 * `--loglevel=http`, pnpm 10 and 11, yarn 1 and 4, bun 1. None of them shows every step.
 */
const SIGNS: Record<PackageManager, Partial<Record<InstallStep, RegExp>>> = {
  npm: {
    'resolving versions': /^npm http (fetch GET|cache) /,
    'fetching packages': /^npm http (fetch GET|cache) .*\.tgz /,
  },
  pnpm: {
    'resolving versions': /^Progress: resolved /,
    'fetching packages': /^Packages: \+/,
    'linking packages': /^Progress: .*, added [1-9]/,
    'running install scripts': /^\S*node_modules\/\S+ (pre|post)?install[$:]/,
  },
  yarn: {
    'resolving versions': /Resolving packages|Resolution step/,
    'fetching packages': /Fetching packages|Fetch step/,
    'linking packages': /Linking dependencies|Link step/,
    'running install scripts': /Building fresh packages|must be built/,
  },
  bun: {
    'resolving versions': /^Resolving dependencies/,
    'linking packages': /^Resolved, downloaded and extracted/,
  },
}

/** npm waits ten and sixty seconds between its attempts, for one package after the other. */
const RETRY = /^npm http .* attempt \d+ failed|\. Will retry in /

const WAITING = 'the registry does not answer, trying again'

/** What only shows that there is progress, and explains no failure. */
const CHATTER = /^(npm http |Progress: resolved |\s*$)/

/** The step that a line of output belongs to, or null where it says nothing about that. */
export function installStep(packageManager: PackageManager, line: string): InstallStep | null {
  const plain = stripVTControlCharacters(line)
  return STEPS.findLast((step) => SIGNS[packageManager][step]?.test(plain)) ?? null
}

/**
 * Tells each step of an install when it begins, and when the registry does not answer, from the lines of
 * the output. Steps overlap: that lines of an earlier one follow means nothing.
 *
 * @returns takes the next line
 */
export function followInstall(
  packageManager: PackageManager,
  tell: (step: string) => void,
): (line: string) => void {
  let reached = -1
  let told: string | undefined
  return (line) => {
    const isRetry = RETRY.test(line)
    const step = isRetry ? null : installStep(packageManager, line)
    if (step !== null) reached = Math.max(reached, STEPS.indexOf(step))
    const now = isRetry ? WAITING : step === null ? told : STEPS[reached]
    if (now === undefined || now === told) return
    told = now
    tell(now)
  }
}

/** Output without the lines that only show progress. */
export function withoutProgress(output: string): string {
  return output
    .split('\n')
    .filter((line) => !CHATTER.test(stripVTControlCharacters(line)))
    .join('\n')
}
