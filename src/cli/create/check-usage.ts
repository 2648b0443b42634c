import { Failure } from '../../failure.js'
import { toCamelCase } from '../../settings/names.js'
import type { RunOptions } from './create-options.js'
import { draftProblems } from './draft-settings.js'
import { misspeltCommand } from './misspelt-command.js'
import { type Answers, flagName, QUESTIONS, type Question } from './questions.js'

/** A command line and what goes with it. */
export interface Usage {
  given: Partial<Answers>
  run: RunOptions
  /** Content of the settings file; `{}` without one. */
  file: Readonly<Record<string, unknown>>
  /** Why that file could not be read. */
  fileProblems: readonly string[]
  canAsk: boolean
}

/**
 * Checks all that can be known before anything is asked or looked at.
 *
 * @throws Failure with every bad flag, mistake in the settings and missing answer at once
 */
export function checkUsage(usage: Usage): void {
  const { given, file, run } = usage
  const misspelt = usage.canAsk && !run.yes ? null : misspeltCommand(given)
  if (misspelt !== null) throw new Failure('usage', [misspelt])
  const problems = [
    ...QUESTIONS.flatMap((question) => answerProblems(question, given)),
    ...repeatedFields(given),
    ...usage.fileProblems,
    ...draftProblems(file, soundAnswers(given)).map((problem) => inFile(problem, run)),
    ...missingAnswers(usage),
  ]
  if (problems.length > 0) throw new Failure('usage', problems)
}

function answerProblems(question: Question, given: Partial<Answers>): string[] {
  if (question.kind === 'switch') return []
  const answer = given[question.name]
  const answers = answer === undefined ? [] : [answer].flat()
  return answers.flatMap((text) => {
    const problem = question.check(text)
    return problem === null ? [] : [`${flagName(question)}: ${problem}`]
  })
}

/**
 * The answers that are right by themselves: only these may be judged together. Of register fields a
 * draft takes what it can read.
 */
function soundAnswers(given: Partial<Answers>): Partial<Answers> {
  const sound = { ...given }
  for (const question of QUESTIONS) {
    const isSound = answerProblems(question, given).length === 0
    if (question.kind === 'text' && !isSound) delete sound[question.name]
  }
  return sound
}

/** Says in which file a key is to be found, where there is one. */
function inFile(problem: string, { settings }: RunOptions): string {
  return settings === undefined ? problem : `${settings}: ${problem}`
}

/** Two flags for one field would contradict each other. */
function repeatedFields({ registerField = [] }: Partial<Answers>): string[] {
  const names = registerField.map(fieldNameOf)
  const repeated = names.filter((name, index) => names.indexOf(name) !== index)
  return [...new Set(repeated)].map((name) => `--register-field: "${name}" is given twice`)
}

/** The name in the text of a register field. */
export function fieldNameOf(text: string): string {
  return toCamelCase(text.split(/[:?]/)[0] ?? '')
}

function missingAnswers({ given, run, canAsk }: Usage): string[] {
  if (canAsk || run.yes) return []
  const missing = QUESTIONS.filter(
    (question) =>
      question.needed &&
      given[question.name] === undefined &&
      !(question.inSettings && run.settings !== undefined),
  )
  if (missing.length === 0) return []
  const names = missing.map(flagName).join(', ')
  return [`missing: ${names}; there is no terminal to ask on: pass them, or --yes for the defaults`]
}
