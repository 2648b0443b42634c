import prompts from 'prompts'
import type { Asker, Check, Choice } from './ask.js'
import { interrupted, unlessInterrupted } from './interruption.js'
import { type Element, Keyboard, type TypedAhead } from './keyboard.js'
import { printable } from './printable.js'
import { Screen } from './screen.js'

const SHOW_CURSOR = '\u001B[?25h'

type Question = Omit<prompts.PromptObject<'answer'>, 'name'>

/** Asks with prompts: with its looks and its questions, but with our keys and our screen. */
export function createPromptsAsker(signal: AbortSignal): Asker {
  const ahead: TypedAhead = []
  const ask = (question: Question) => askOne(question, ahead, signal)
  return {
    text: async (question, initial, check) => String(await ask(input(question, initial, check))),
    choose: async (question, choices, initial) =>
      String(await ask(select(question, choices, initial))),
    yesOrNo: async (question, initial) =>
      Boolean(await ask({ type: 'confirm', message: printable(question), initial })),
  }
}

async function askOne(
  question: Question,
  ahead: TypedAhead,
  signal: AbortSignal,
): Promise<unknown> {
  const screen = new Screen(process.stderr)
  const keyboard = new Keyboard(process.stdin, question.type === 'text', ahead)
  const onCancel = () => {
    throw interrupted()
  }
  function onRender(this: ChoiceElement): void {
    if (this.done) showNamesOnly(this)
    keyboard.drawn(this)
  }
  const streams = { stdin: keyboard, stdout: screen }
  try {
    const asked = prompts({ ...question, ...streams, name: 'answer', onRender }, { onCancel })
    const { answer } = await unlessInterrupted(asked, signal)
    return answer
  } finally {
    keyboard.close()
    screen.leave()
    // A question that a signal cuts short has no chance to do it.
    process.stderr.write(SHOW_CURSOR)
  }
}

function input(question: string, initial: string, check: Check): Question {
  const validate = async (answer: string) => {
    const problem = await check(answer.trim())
    return problem === null || printable(problem)
  }
  const format = (answer: string) => answer.trim()
  return { type: 'text', message: printable(question), initial, validate, format }
}

function select(question: string, choices: readonly Choice[], initial: string): Question {
  const longest = Math.max(...choices.map(({ name }) => name.length))
  return {
    type: 'select',
    message: printable(question),
    choices: choices.map(({ name, hint }) => ({
      title: hint === '' ? name : `${name.padEnd(longest)}${DIM}  ${hint}${NOT_DIM}`,
      value: name,
    })),
    initial: Math.max(
      0,
      choices.findIndex(({ name }) => name === initial),
    ),
    hint: '(arrows, then Enter)',
  }
}

/** Ends the look of the chosen one, too. */
const DIM = '\u001B[0;2m'
const NOT_DIM = '\u001B[22m'

/** A select, with what it has to choose from. */
interface ChoiceElement extends Element {
  choices?: { title: string; value: string }[]
}

/** Hints are for the choice, not for the record of it. */
function showNamesOnly({ choices = [] }: ChoiceElement): void {
  for (const choice of choices) choice.title = choice.value
}
