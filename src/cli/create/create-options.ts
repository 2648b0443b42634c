import type { Answers } from './questions.js'

/** The options as commander reads them from the command line. */
export interface CreateOptions {
  flavor?: string
  database?: string
  usernameField?: string
  emailField?: string
  registerField?: string[]
  packageManager?: string
  git: boolean
  commit: boolean
  install: boolean
  settings?: string
  yes?: boolean
  dryRun?: boolean
  json?: boolean
}

/** The options of create that are not questions: how to run, and the source of answers. */
export interface RunOptions {
  settings?: string
  yes: boolean
  dryRun: boolean
  json: boolean
}

/** Flag and help of each run option. */
export const RUN_OPTIONS = [
  {
    flag: '--settings <file>',
    help: 'read all answers from a graphql-auth.json; flags override it',
  },
  { flag: '-y, --yes', help: 'use the defaults for missing answers; ask nothing' },
  { flag: '--dry-run', help: 'show what would be written; write nothing' },
  { flag: '--json', help: 'print only JSON on stdout: the plan or the result' },
] as const

/** The answers that the command line gives. A switch says no or nothing. */
export function answersGiven(
  directory: string | undefined,
  options: CreateOptions,
): Partial<Answers> {
  const { flavor, database, usernameField, emailField, registerField, packageManager } = options
  return {
    ...(directory !== undefined && { directory }),
    ...(flavor !== undefined && { flavor }),
    ...(database !== undefined && { database }),
    ...(usernameField !== undefined && { usernameField }),
    ...(emailField !== undefined && { emailField }),
    ...(registerField !== undefined && { registerField }),
    ...(packageManager !== undefined && { packageManager }),
    // Without a repository there is nothing to commit to.
    ...(!options.git && { git: false, commit: false }),
    ...(!options.commit && { commit: false }),
    ...(!options.install && { install: false }),
  }
}

/** How the command line wants the run to go. */
export function runOptionsGiven({ settings, yes, dryRun, json }: CreateOptions): RunOptions {
  return {
    ...(settings !== undefined && { settings }),
    yes: yes === true,
    dryRun: dryRun === true,
    json: json === true,
  }
}
