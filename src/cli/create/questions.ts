import type { PackageManager } from '../../model/package-manager.js'
import { PACKAGE_MANAGER_NAMES } from '../../model/package-manager.js'
import { userFieldNameProblem } from '../../settings/checks/field-names.js'
import { toCamelCase } from '../../settings/names.js'
import { parseRegisterField } from '../../settings/read/register-field.js'
import { DATABASES, type DatabaseName, FLAVORS, type Flavor } from '../../settings/types.js'
import { choices, hint } from '../../settings/values/messages.js'
import { directoryProblem } from './directory.js'

/** The answers of a run: each was given as a flag, asked for, or is a default. */
export interface Answers {
  directory: string
  flavor: string
  database: string
  usernameField: string
  emailField: string
  registerField: string[]
  packageManager: string
  git: boolean
  commit: boolean
  install: boolean
}

interface Common {
  /** The flag as commander takes it; the directory is an argument instead. */
  flag: string
  /** What help and the README say. */
  help: string
  /** What the prompt says. */
  ask: string
  /** Answered by a settings file. */
  inSettings: boolean
  /** Must be given where there is no terminal to ask on. */
  needed: boolean
}

/** A question answered by one text. */
export interface TextQuestion extends Common {
  kind: 'text'
  name: 'directory' | 'flavor' | 'database' | 'usernameField' | 'emailField' | 'packageManager'
  /** The answers that there are, in half a sentence each; any text where they are not given. */
  hints?: Readonly<Record<string, string>>
  default: string | ((run: { packageManager: PackageManager }) => string)
  /** What is wrong with an answer, as the end of a line; null when nothing. */
  check(answer: string): string | null
}

/** A question that is asked again until the answer is empty. */
export interface ListQuestion extends Common {
  kind: 'list'
  name: 'registerField'
  check(answer: string): string | null
}

/** A question answered by yes or no; the flag says no. */
export interface SwitchQuestion extends Common {
  kind: 'switch'
  name: 'git' | 'commit' | 'install'
  /** What the answer yes does, in the line of all defaults. */
  default: string
}

export type Question = TextQuestion | ListQuestion | SwitchQuestion

/** One row is the flag, the prompt, the line of help and the row of the README. */
export const QUESTIONS: readonly Question[] = [
  {
    kind: 'text',
    name: 'directory',
    flag: '[directory]',
    help: 'where to create the project',
    ask: 'Where?',
    default: 'my-app',
    check: directoryProblem,
    inSettings: false,
    needed: true,
  },
  {
    kind: 'text',
    name: 'flavor',
    flag: '--flavor <name>',
    help: 'API flavor',
    ask: 'Which API flavor?',
    hints: {
      graphql: 'plain arguments and results, for any client',
      relay: 'input and clientMutationId, node(id:), for Relay',
    } satisfies Record<Flavor, string>,
    default: 'graphql',
    check: oneOf('flavor', FLAVORS),
    inSettings: true,
    needed: true,
  },
  {
    kind: 'text',
    name: 'database',
    flag: '--database <name>',
    help: 'database; mysql means MySQL or MariaDB',
    ask: 'Which database?',
    hints: {
      sqlite: 'one file, nothing to install or run',
      postgres: 'PostgreSQL, a server of its own',
      mysql: 'MySQL or MariaDB, a server of its own',
    } satisfies Record<DatabaseName, string>,
    default: 'sqlite',
    check: database,
    inSettings: true,
    needed: true,
  },
  {
    kind: 'text',
    name: 'usernameField',
    flag: '--username-field <name>',
    help: 'field of the user model that holds the username',
    ask: 'Which field is the username?',
    default: 'username',
    check: fieldName,
    inSettings: true,
    needed: true,
  },
  {
    kind: 'text',
    name: 'emailField',
    flag: '--email-field <name>',
    help: 'field of the user model that holds the e-mail; may also be the username',
    ask: 'Which field is the e-mail?',
    default: 'email',
    check: fieldName,
    inSettings: true,
    needed: true,
  },
  {
    kind: 'list',
    name: 'registerField',
    flag: '--register-field <name[:type[:optional]]>',
    help: 'another field to register with (repeatable); type is String, Int, Float, Boolean, Date or DateTime',
    ask: 'Another field? (such as phone:String:optional; empty for none)',
    check: registerField,
    inSettings: true,
    needed: false,
  },
  {
    kind: 'text',
    name: 'packageManager',
    flag: '--package-manager <name>',
    help: 'package manager of the project',
    ask: 'Which package manager?',
    hints: {
      npm: 'comes with Node.js',
      pnpm: 'keeps one copy for all projects',
      yarn: 'Yarn 4, or Yarn 1',
      bun: 'comes with Bun',
    } satisfies Record<PackageManager, string>,
    default: (run) => run.packageManager,
    check: oneOf('package manager', PACKAGE_MANAGER_NAMES),
    inSettings: false,
    needed: false,
  },
  {
    kind: 'switch',
    name: 'git',
    flag: '--no-git',
    help: 'do not create a git repository',
    ask: 'Create a git repository?',
    default: 'git init',
    inSettings: false,
    needed: false,
  },
  {
    kind: 'switch',
    name: 'commit',
    flag: '--no-commit',
    help: 'do not commit the new project',
    ask: 'Make the first commit?',
    default: 'first commit',
    inSettings: false,
    needed: false,
  },
  {
    kind: 'switch',
    name: 'install',
    flag: '--no-install',
    help: 'do not install the dependencies',
    ask: 'Install the dependencies now?',
    default: 'install',
    inSettings: false,
    needed: false,
  },
]

/** The flag without its value: `--flavor`. */
export function flagName(question: Question): string {
  return question.flag.split(' ')[0] ?? question.flag
}

/** The default answer to a question, for help and README. */
export function defaultText(question: Question): string {
  if (question.kind === 'switch') return ''
  if (question.kind === 'list') return 'none'
  return typeof question.default === 'string' ? question.default : 'the one that runs the command'
}

/** The answers that a question has to choose from; none where it takes any text. */
export function choicesOf({ hints = {} }: TextQuestion): { name: string; hint: string }[] {
  return Object.entries(hints).map(([name, hint]) => ({ name, hint }))
}

function oneOf(what: string, names: readonly string[]): (answer: string) => string | null {
  return (answer) =>
    names.includes(answer)
      ? null
      : `unknown ${what} "${answer}"${answer === '' ? choices(names) : hint(answer, names)}`
}

/** MariaDB has no name of its own here. */
function database(answer: string): string | null {
  const problem = oneOf('database', DATABASES)(answer)
  return problem !== null && /^maria/i.test(answer)
    ? `unknown database "${answer}"; use "mysql", which is MySQL or MariaDB`
    : problem
}

function fieldName(answer: string): string | null {
  return userFieldNameProblem(toCamelCase(answer))
}

function registerField(answer: string): string | null {
  const field = parseRegisterField(answer)
  return typeof field === 'string' ? field : null
}
