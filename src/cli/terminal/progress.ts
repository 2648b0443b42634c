import type { StepResult } from '../../project/finish/step-result.js'
import { printable, printableText } from './printable.js'
import { isPlainTerminal } from './streams.js'

/** Tells on stderr what is going on: a spinner on a terminal, plain lines elsewhere. */
export interface Progress {
  /** Shows some work with the steps that it tells, how it ends, and how long it took. */
  run(
    title: string,
    work: (tell: (step: string) => void) => Promise<StepResult>,
  ): Promise<StepResult>
  /** Prints one line. */
  note(line: string): void
}

/** Some work that is shown. */
interface Shown {
  step(name: string): void
  finish(status: StepResult['status'], line: string): void
}

/** In milliseconds: what takes less needs no time told. */
const SECOND = 1000

/** Progress on stderr. */
export function createProgress(): Progress {
  const print = (text: string) => void process.stderr.write(`${text}\n`)
  const note = (line: string) => print(printable(line))
  const begin = (title: string) => (hasSpinner() ? spin(title) : startPlain(title, print))
  return {
    note,
    async run(title, work) {
      const began = performance.now()
      const shown = await begin(title)
      try {
        const result = await work(shown.step)
        shown.finish(result.status, endOf(title, result, began))
        return result
      } catch (error) {
        shown.finish('failed', `${title}: interrupted`)
        throw error
      }
    },
  }
}

/** Where the log of a CI looks like a terminal, a spinner would be a line for each second. */
function hasSpinner(): boolean {
  return process.stderr.isTTY && !isPlainTerminal() && !('CI' in process.env)
}

/** A program that failed may have left several lines. */
function endOf(title: string, { status, note }: StepResult, began: number): string {
  if (note !== undefined) return `${title}: ${status}: ${printableText(note)}`
  return `${title}: ${status}${timeSince(began, ' in ')}`
}

function timeSince(began: number, before: string): string {
  const seconds = Math.floor((performance.now() - began) / SECOND)
  return seconds === 0 ? '' : `${before}${seconds} s`
}

async function startPlain(title: string, print: Progress['note']): Promise<Shown> {
  print(`${title} ...`)
  return {
    step: (name) => print(`${title}: ${name} ...`),
    finish: (_, line) => print(line),
  }
}

async function spin(title: string): Promise<Shown> {
  const { default: yoctoSpinner } = await import('yocto-spinner')
  // Signals are ours: the spinner would end the process before anything is cleaned up.
  const options = { text: title, stream: process.stderr, handleSignals: false }
  const spinner = yoctoSpinner(options).start()
  const began = performance.now()
  let text = title
  const show = () => {
    spinner.text = `${text}${timeSince(began, ', ')}`
  }
  const timer = setInterval(show, SECOND)
  return {
    step(name) {
      text = `${title}: ${name}`
      show()
    },
    finish(status, line) {
      clearInterval(timer)
      if (status === 'failed') spinner.error(line)
      else if (status === 'skipped') spinner.info(line)
      else spinner.success(line)
    },
  }
}
