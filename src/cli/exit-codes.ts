import type { FailureCode } from '../failure.js'

/** The exit codes of this program, as `--help` and the README tell them. */
export const EXIT = {
  done: { code: 0, meaning: 'done' },
  failed: {
    code: 1,
    meaning: 'failed or refused: target not empty, uncommitted changes, or a column would be lost',
  },
  usage: {
    code: 2,
    meaning: 'unknown flags, invalid values, invalid settings, or missing answers',
  },
  stepFailed: {
    code: 3,
    meaning: 'created, but git or the install failed; the command to finish is printed',
  },
  conflicts: {
    code: 4,
    meaning: 'regenerated, but files contain conflicts, from this run or an earlier one',
  },
  drift: { code: 5, meaning: 'status --check: regenerate would change something' },
  interrupted: { code: 130, meaning: 'interrupted' },
} as const

/** The exit code of a run that ended early. */
export function exitCodeOf(code: FailureCode): number {
  return code === 'refused' ? EXIT.failed.code : EXIT[code].code
}
