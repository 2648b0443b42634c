import { stripVTControlCharacters } from 'node:util'
import type { PackageManager } from '../model/package-manager.js'

/** What an install does, in this order. */
const STEPS = [
  'resolving versions',
  'fetching packages',
  'linking packages',
  'running install scripts',
] as const

export type InstallStep = (typeof STEPS)[number]

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

/** What only shows that there is progress, and explains no failure. */
const CHATTER = /^(npm http |Progress: resolved |\s*$)/

/** The step that a line of output belongs to, or null where it says nothing about that. */
export function installStep(packageManager: PackageManager, line: string): InstallStep | null {
  const plain = stripVTControlCharacters(line)
  return STEPS.findLast((step) => SIGNS[packageManager][step]?.test(plain)) ?? null
}

/**
 * Tells each step of an install once, from the lines of its output. Steps overlap, so that lines of an
 * earlier one may follow.
 *
 * @returns takes the next line
 */
export function followInstall(
  packageManager: PackageManager,
  tell: (step: InstallStep) => void,
): (line: string) => void {
  let reached = -1
  return (line) => {
    const step = installStep(packageManager, line)
    const index = step === null ? -1 : STEPS.indexOf(step)
    if (step === null || index <= reached) return
    reached = index
    tell(step)
  }
}

/** Output without the lines that only show progress. */
export function withoutProgress(output: string): string {
  return output
    .split('\n')
    .filter((line) => !CHATTER.test(stripVTControlCharacters(line)))
    .join('\n')
}
