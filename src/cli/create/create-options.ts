import type { Answers } from './questions.js'
import type { Modes } from './run-options.js'

/** The options as commander reads them from the command line. */
export interface Options {
  flavor?: string
  database?: string
  usernameField?: string
  emailField?: string
  registerField?: string[]
  packageManager?: string
  git: boolean
  install: boolean
  settings?: string
  yes?: boolean
  dryRun?: boolean
  json?: boolean
}

/** The answers that the command line gives. A switch says no or nothing. */
export function answersGiven(directory: string | undefined, options: Options): Partial<Answers> {
  const { flavor, database, usernameField, emailField, registerField, packageManager } = options
  return {
    ...(directory !== undefined && { directory }),
    ...(flavor !== undefined && { flavor }),
    ...(database !== undefined && { database }),
    ...(usernameField !== undefined && { usernameField }),
    ...(emailField !== undefined && { emailField }),
    ...(registerField !== undefined && { registerField }),
    ...(packageManager !== undefined && { packageManager }),
    ...(!options.git && { git: false }),
    ...(!options.install && { install: false }),
  }
}

/** How the command line wants the run to go. */
export function modesGiven({ settings, yes, dryRun, json }: Options): Modes {
  return {
    ...(settings !== undefined && { settings }),
    yes: yes === true,
    dryRun: dryRun === true,
    json: json === true,
  }
}
