import type { FailureCode } from '../failure.js'

/** The exit codes of this program, as `--help` and the README tell them. */
export const EXIT = {
  done: { code: 0, meaning: 'done' },
  failed: {
    code: 1,
    meaning:
      'failure, or refused: the target is not empty, uncommitted changes, a column would be lost',
  },
  usage: {
    code: 2,
    meaning: 'unknown flags, bad values, mistakes in the settings, answers missing',
  },
  stepFailed: { code: 3, meaning: 'created, but git or install failed; how to finish is printed' },
  conflicts: {
    code: 4,
    meaning: 'regenerated, but conflicts are left in files, now or from last time',
  },
  drift: { code: 5, meaning: 'status --check: regenerate would change something' },
  interrupted: { code: 130, meaning: 'interrupted' },
} as const

/** The exit code of a run that ended early. */
export function exitCodeOf(code: FailureCode): number {
  return code === 'refused' ? EXIT.failed.code : EXIT[code].code
}
