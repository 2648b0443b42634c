import prompts from 'prompts'
import { interrupted, unlessInterrupted } from './interruption.js'
import { printable } from './printable.js'

const SHOW_CURSOR = '\u001B[?25h'

/** A question as it is put on the terminal. */
export interface Prompt {
  ask: string
  /** The answers that there are; any text where they are not given. */
  choices?: readonly string[]
}

/** What is wrong with an answer, as one line; null when nothing. */
export type Check = (answer: string) => Promise<string | null>

/** The same for one answer of several. */
export type ListCheck = (answer: string, before: readonly string[]) => Promise<string | null>

/** Asks on the terminal; each throws a Failure when it is interrupted. */
export interface Asker {
  text(question: Prompt, initial: string, check: Check): Promise<string>
  /** Asks again until the answer is empty. */
  list(question: Prompt, check: ListCheck): Promise<string[]>
  yesOrNo(question: string): Promise<boolean>
}

/** An asker for the terminal of this process; questions go to stderr, for stdout is for results. */
export function createAsker(signal: AbortSignal): Asker {
  const prompt = (question: prompts.PromptObject<'answer'>) => askOne(question, signal)
  const text: Asker['text'] = async (question, initial, check) =>
    String(
      await prompt(
        question.choices ? select(question, initial) : input(question.ask, initial, check),
      ),
    )
  return {
    text,
    async list(question, check) {
      const answers: string[] = []
      for (;;) {
        const checkNext: Check = async (answer) => (answer === '' ? null : check(answer, answers))
        const answer = String(await prompt(input(question.ask, '', checkNext)))
        if (answer === '') return answers
        answers.push(answer)
      }
    },
    async yesOrNo(question) {
      return Boolean(await prompt({ ...common(question), type: 'confirm', initial: true }))
    },
  }
}

async function askOne(
  question: prompts.PromptObject<'answer'>,
  signal: AbortSignal,
): Promise<unknown> {
  const onCancel = () => {
    throw interrupted()
  }
  try {
    const { answer } = await unlessInterrupted(prompts(question, { onCancel }), signal)
    return answer
  } catch (error) {
    leaveTerminalUsable()
    throw error
  }
}

/** A prompt that a signal cuts short has no chance to do it. */
function leaveTerminalUsable(): void {
  process.stdin.setRawMode(false)
  process.stdin.pause()
  process.stderr.write(SHOW_CURSOR)
}

function common(message: string) {
  return {
    name: 'answer',
    message: printable(message),
    stdin: process.stdin,
    stdout: process.stderr,
  } as const
}

function input(message: string, initial: string, check: Check): prompts.PromptObject<'answer'> {
  const validate = async (answer: string) => {
    const problem = await check(answer.trim())
    return problem === null || printable(problem)
  }
  const format = (answer: string) => answer.trim()
  return { ...common(message), type: 'text', initial, validate, format }
}

function select({ ask, choices = [] }: Prompt, initial: string): prompts.PromptObject<'answer'> {
  return {
    ...common(ask),
    type: 'select',
    choices: choices.map((name) => ({ title: name, value: name })),
    initial: Math.max(0, choices.indexOf(initial)),
  }
}
