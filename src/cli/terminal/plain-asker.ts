import { createInterface } from 'node:readline'
import type { Asker, Check, Choice } from './ask.js'
import { interrupted, unlessInterrupted } from './interruption.js'
import { printable } from './printable.js'
import { tell } from './streams.js'

/**
 * Asks line by line, and draws nothing twice: for terminals that cannot move the cursor, and for people
 * who have the screen read to them. The terminal itself edits the line.
 */
export function createPlainAsker(signal: AbortSignal): Asker {
  const text: Asker['text'] = (question, initial, check) =>
    askUntilRight(initial === '' ? question : `${question} [${initial}]`, initial, check, signal)
  return {
    text,
    async choose(question, choices, initial) {
      tell(question, ...choices.map(choiceLine))
      const answer = await text('Number or name', initial, async (given) =>
        chosen(choices, given) === null ? `choose a number from 1 to ${choices.length}` : null,
      )
      return chosen(choices, answer) ?? initial
    },
    async yesOrNo(question, initial) {
      const answer = await text(question, initial ? 'yes' : 'no', async (given) =>
        YES_OR_NO.test(given) ? null : 'answer yes or no',
      )
      return answer.toLowerCase().startsWith('y')
    },
  }
}

const YES_OR_NO = /^(y|yes|n|no)$/i

function choiceLine({ name, hint }: Choice, index: number): string {
  return `  ${index + 1} ${name}${hint === '' ? '' : `: ${hint}`}`
}

function chosen(choices: readonly Choice[], answer: string): string | null {
  const found = choices.find(
    ({ name }, index) => name === answer.toLowerCase() || String(index + 1) === answer,
  )
  return found?.name ?? null
}

async function askUntilRight(
  question: string,
  initial: string,
  check: Check,
  signal: AbortSignal,
): Promise<string> {
  for (;;) {
    process.stderr.write(`${printable(question)} `)
    const typed = (await readLine(signal)).trim()
    const answer = typed === '' ? initial : typed
    const problem = printable(typed) === typed ? await check(answer) : UNSEEN
    if (problem === null) return answer
    tell(`  ${problem}`)
  }
}

/** Arrows leave some where nothing edits. */
const UNSEEN = 'the answer contains control characters; type it again'

/** A terminal hands over one line at a time: what is typed ahead waits there for the next question. */
async function readLine(signal: AbortSignal): Promise<string> {
  const reader = createInterface({ input: process.stdin, terminal: false })
  const line = new Promise<string>((resolve, reject) => {
    reader.once('line', (typed) => {
      resolve(typed)
      reader.close()
    })
    // The end of input; after a line this is late.
    reader.once('close', () => reject(interrupted()))
  })
  try {
    return await unlessInterrupted(line, signal)
  } finally {
    reader.close()
  }
}
