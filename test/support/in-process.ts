import { vi } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.js'
import { diff } from '../../src/cli/inspect/diff.js'
import { status } from '../../src/cli/inspect/status.js'
import { regenerate } from '../../src/cli/regenerate/regenerate.js'
import type { RegenerateOptions } from '../../src/cli/regenerate/regenerate-options.js'
import { Failure } from '../../src/failure.js'

/** What a command did, without a process of its own: where it is done thousands of times. */
export interface Outcome {
  exitCode: number
  stdout: string
  /** Why nothing was done, one line each. */
  messages: readonly string[]
}

export function regenerated(directory: string, options: RegenerateOptions): Promise<Outcome> {
  return outcomeOf(() => regenerate(directory, options, new AbortController().signal))
}

export function statusOutcome(directory: string): Promise<Outcome> {
  return outcomeOf(() => status(directory, { json: true, check: true }))
}

export function diffOutcome(directory: string): Promise<Outcome> {
  return outcomeOf(() => diff(directory))
}

async function outcomeOf(command: () => Promise<number>): Promise<Outcome> {
  const written: string[] = []
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((text, ...rest: unknown[]) => {
      if (stream === process.stdout) written.push(String(text))
      const done = rest.at(-1)
      if (typeof done === 'function') done()
      return true
    }),
  )
  try {
    return { exitCode: await command(), stdout: written.join(''), messages: [] }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { exitCode: exitCodeOf(error.code), stdout: '', messages: error.messages }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
