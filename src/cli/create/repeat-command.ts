import { basename, isAbsolute } from 'node:path'
import { PACKAGE_MANAGERS, type PackageManager } from '../../model/package-manager.js'
import { parseRegisterField, registerFieldText } from '../../settings/read/register-field.js'
import { escapedWord } from '../terminal/printable.js'
import type { RunOptions } from './create-options.js'
import { type Answers, flagName, QUESTIONS, type Question } from './questions.js'

/**
 * The command that makes the same project again, without asking.
 *
 * With a settings file, only what stands beside it: a flag would override the file.
 *
 * @param given the answers of the command line
 * @param answers all answers
 * @param execute what runs a package that is not installed
 */
export function repeatCommand(
  given: Partial<Answers>,
  answers: Answers,
  run: RunOptions,
  execute: string,
): string {
  const repeated = QUESTIONS.filter(
    (question) =>
      run.settings === undefined || !question.inSettings || given[question.name] !== undefined,
  )
  const words = [
    ...repeated.flatMap((question) => wordsOf(question, answers)),
    ...(run.settings === undefined ? [] : ['--settings', run.settings]),
    '--yes',
  ]
  return [execute, 'create-graphql-auth', ...words.map(quoted)].join(' ')
}

/**
 * The same, as the project records it: it is shared, and the folders of the person who made it are nobody
 * else's business.
 */
export function recordedCommand(
  given: Partial<Answers>,
  answers: Answers,
  run: RunOptions,
  packageManager: PackageManager,
): string {
  const settings = run.settings === undefined ? {} : { settings: withoutFolder(run.settings) }
  const directory = withoutFolder(answers.directory)
  const { execute } = PACKAGE_MANAGERS[packageManager]
  return repeatCommand(given, { ...answers, directory }, { ...run, ...settings }, execute)
}

function withoutFolder(path: string): string {
  return isAbsolute(path) ? basename(path) : path
}

function wordsOf(question: Question, answers: Answers): string[] {
  const flag = flagName(question)
  switch (question.kind) {
    case 'switch':
      return answers[question.name] || isImplied(question, answers) ? [] : [flag]
    case 'list':
      return answers.registerField.flatMap((text) => [flag, longForm(text)])
    case 'text':
      return question.name === 'directory' ? [answers.directory] : [flag, answers[question.name]]
  }
}

/** Without a repository there is no commit. */
function isImplied({ name }: Question, { git }: Answers): boolean {
  return name === 'commit' && !git
}

/** Without the trailing `?`, which shells may expand. */
function longForm(text: string): string {
  const field = parseRegisterField(text)
  return typeof field === 'string' ? text : registerFieldText(field)
}

/** A word as a POSIX shell reads it back; one that cannot be seen whole, as bash and zsh do. */
export function quoted(word: string): string {
  const escaped = escapedWord(word)
  if (escaped !== null) return escaped
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
