import { Failure } from '../../failure.js'
import type { PackageManager } from '../../model/package-manager.js'
import { inspectTarget } from '../../project/create/target.js'
import type { Asker, Check, ListCheck } from '../terminal/ask.js'
import { fieldNameOf, type Usage } from './check-usage.js'
import { draftProblems } from './draft-settings.js'
import {
  type Answers,
  type ListQuestion,
  QUESTIONS,
  type Question,
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
  for (const question of QUESTIONS) {
    if (answers[question.name] !== undefined) continue
    const asker = isAsked(question, usage) ? source.asker : null
    const soFar = { ...usage, given: answers }
    if (question.kind === 'switch') {
      answers[question.name] = (await asker?.yesOrNo(question.ask)) ?? true
    } else if (question.kind === 'list') {
      answers[question.name] = (await asker?.list(question, listCheck(question, soFar))) ?? []
    } else {
      const usual = defaultOf(question, source)
      const check = textCheck(question, soFar)
      answers[question.name] = (await asker?.text(question, usual, check)) ?? usual
    }
  }
  if (!isComplete(answers)) throw new Error('a question was left out')
  return answers
}

/** A settings file leaves only the place open; a dry run takes no later steps. */
function isAsked(question: Question, { run }: Usage): boolean {
  if (run.yes) return false
  if (run.settings !== undefined) return question.needed && !question.inSettings
  return !(run.dryRun && question.kind === 'switch')
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
