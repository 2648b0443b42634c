import type { StepResult } from '../project/step.js'
import { printable, printableText } from './printable.js'

/** Tells on stderr what is going on: a spinner on a terminal, plain lines elsewhere. */
export interface Progress {
  /** Shows some work, and how it ends. */
  run(title: string, work: () => Promise<StepResult>): Promise<StepResult>
  /** Prints one line. */
  note(line: string): void
}

/** Shows the end of some work. */
type Finish = (status: StepResult['status'], line: string) => void

/** Progress on stderr. */
export function createProgress(): Progress {
  const print = (text: string) => void process.stderr.write(`${text}\n`)
  const note = (line: string) => print(printable(line))
  const begin = (title: string) => (process.stderr.isTTY ? spin(title) : startPlain(title, print))
  return {
    note,
    async run(title, work) {
      const finish = await begin(title)
      try {
        const result = await work()
        finish(result.status, endOf(title, result))
        return result
      } catch (error) {
        finish('failed', `${title}: interrupted`)
        throw error
      }
    },
  }
}

/** A program that failed may have left several lines. */
function endOf(title: string, { status, note }: StepResult): string {
  if (note === undefined) return `${title}: ${status}`
  return `${title}: ${status}: ${printableText(note)}`
}

async function startPlain(title: string, print: Progress['note']): Promise<Finish> {
  print(`${title} ...`)
  return (_, line) => print(line)
}

async function spin(title: string): Promise<Finish> {
  const { default: yoctoSpinner } = await import('yocto-spinner')
  // Signals are ours: the spinner would end the process before anything is cleaned up.
  const options = { text: title, stream: process.stderr, handleSignals: false }
  const spinner = yoctoSpinner(options).start()
  return (status, line) => {
    if (status === 'failed') spinner.error(line)
    else if (status === 'skipped') spinner.info(line)
    else spinner.success(line)
  }
}
