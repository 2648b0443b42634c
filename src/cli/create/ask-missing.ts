import { Failure } from '../../failure.js'
import type { PackageManager } from '../../model/package-manager.js'
import { inspectTarget } from '../../project/create/target.js'
import { generatorVersion } from '../../version.js'
import { type Asker, askList, type Check, type ListCheck } from '../terminal/ask.js'
import { tell } from '../terminal/streams.js'
import { fieldNameOf, type Usage } from './check-usage.js'
import { draftProblems } from './draft-settings.js'
import {
  type Answers,
  choicesOf,
  type ListQuestion,
  QUESTIONS,
  type Question,
  type SwitchQuestion,
  type TextQuestion,
} from './questions.js'

/** What the questions that are left are answered with. */
export interface Source {
  /** Asks; null where nothing may be asked. */
  asker: Asker | null
  packageManager: PackageManager
}

/**
 * The answers of a run: those given, and for the rest what the user says or the default.
 *
 * @throws Failure when the user interrupts
 */
export async function completeAnswers(usage: Usage, source: Source): Promise<Answers> {
  const answers: Partial<Answers> = { ...usage.given }
  if (source.asker && openQuestions(usage, answers).length > 0) tell(TITLE)
  await complete(answers, PLACE, usage, source)
  const isDone = await areDefaultsTaken(openQuestions(usage, answers), source)
  await complete(answers, QUESTIONS, usage, isDone ? { ...source, asker: null } : source)
  if (!isComplete(answers)) throw new Error('a question was left out')
  return answers
}

/** Fits into 80 columns. */
const TITLE = `create-graphql-auth ${generatorVersion()}: a GraphQL server for user accounts`

const PLACE = QUESTIONS.filter(({ name }) => name === 'directory')

async function complete(
  answers: Partial<Answers>,
  questions: readonly Question[],
  usage: Usage,
  source: Source,
): Promise<void> {
  for (const question of questions) {
    if (answers[question.name] !== undefined) continue
    const soFar = { ...usage, given: answers }
    const asker = isAsked(question, soFar) ? source.asker : null
    if (question.kind === 'switch') {
      answers[question.name] = await switched(question, answers, asker)
    } else if (question.kind === 'list') {
      const check = listCheck(question, soFar)
      answers[question.name] = asker ? await askList(asker, question.ask, check) : []
    } else {
      const usual = defaultOf(question, source)
      answers[question.name] = asker ? await askText(question, usual, soFar, asker) : usual
    }
  }
}

function openQuestions(usage: Usage, answers: Partial<Answers>): Question[] {
  return QUESTIONS.filter(
    (question) => answers[question.name] === undefined && isAsked(question, usage),
  )
}

/** A settings file leaves only the place open; a dry run takes no later steps. */
function isAsked(question: Question, { run, given }: Usage): boolean {
  if (run.yes) return false
  if (run.settings !== undefined) return question.needed && !question.inSettings
  if (question.name === 'commit' && given.git === false) return false
  return !(run.dryRun && question.kind === 'switch')
}

/** The question that stands for `--yes`. For one question it would be a second one. */
async function areDefaultsTaken(open: readonly Question[], source: Source): Promise<boolean> {
  if (!source.asker || open.length < 2) return false
  const usual = open.flatMap((question) => {
    if (question.kind === 'list') return []
    return question.kind === 'switch' ? question.default : defaultOf(question, source)
  })
  const choices = [
    { name: 'yes', hint: [...new Set(usual)].join(', ') },
    { name: 'no', hint: 'ask one by one' },
  ]
  return (await source.asker.choose('Take the defaults?', choices, 'yes')) === 'yes'
}

async function switched(
  { name, ask }: SwitchQuestion,
  { git }: Partial<Answers>,
  asker: Asker | null,
): Promise<boolean> {
  if (name === 'commit' && git === false) return false
  return asker ? await asker.yesOrNo(ask, true) : true
}

async function askText(
  question: TextQuestion,
  usual: string,
  soFar: Usage,
  asker: Asker,
): Promise<string> {
  const choices = choicesOf(question)
  return choices.length > 0
    ? await asker.choose(question.ask, choices, usual)
    : await asker.text(question.ask, usual, textCheck(question, soFar))
}

function defaultOf(question: TextQuestion, source: Source): string {
  return typeof question.default === 'string' ? question.default : question.default(source)
}

/** An answer must be right by itself, and go together with those before it. */
function textCheck(question: TextQuestion, { file, given }: Usage): Check {
  return async (answer) => {
    const problem = question.check(answer)
    if (problem !== null) return problem
    if (question.name === 'directory') return await targetProblem(answer)
    return draftProblems(file, { ...given, [question.name]: answer })[0] ?? null
  }
}

async function targetProblem(directory: string): Promise<string | null> {
  try {
    await inspectTarget(directory)
    return null
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}

function listCheck(question: ListQuestion, { file, given }: Usage): ListCheck {
  return async (answer, before) => {
    const problem = question.check(answer)
    if (problem !== null) return problem
    if (before.map(fieldNameOf).includes(fieldNameOf(answer))) return 'this field already exists'
    return draftProblems(file, { ...given, registerField: [...before, answer] })[0] ?? null
  }
}

function isComplete(answers: Partial<Answers>): answers is Answers {
  return QUESTIONS.every((question) => answers[question.name] !== undefined)
}
