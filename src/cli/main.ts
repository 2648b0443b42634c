import { Failure } from '../failure.js'
import { faultLine } from '../project/system/fault.js'
import { bugsUrl } from '../version.js'
import { exitCodeOf } from './exit-codes.js'
import { runProgram } from './program.js'
import { listenForInterruption } from './terminal/interruption.js'
import { jsonOf } from './terminal/printable.js'
import { tell, tolerateStreamErrors, write } from './terminal/streams.js'

/**
 * Runs the command line.
 *
 * @param argv the arguments, without node and the script
 * @returns the exit code
 */
export async function main(argv: readonly string[]): Promise<number> {
  tolerateStreamErrors()
  const interruption = listenForInterruption()
  // What only looks has nothing to clean up: a signal ends it at once, also while it is busy.
  const looking = <T>(work: () => Promise<T>) => {
    interruption.stop()
    return work()
  }
  try {
    return await runProgram(argv, {
      create: async (directory, options) =>
        (await import('./create/create.js')).create(directory, options, interruption.signal),
      regenerate: async (directory, options) =>
        (await import('./regenerate/regenerate.js')).regenerate(
          directory,
          options,
          interruption.signal,
        ),
      status: async (directory, options) =>
        looking(async () => (await import('./inspect/status.js')).status(directory, options)),
      diff: async (first, second) =>
        looking(async () => (await import('./inspect/diff.js')).diff(first, second)),
      info: async (directory, options) =>
        (await import('./inspect/info.js')).info(directory, options, interruption.signal),
    })
  } catch (error) {
    return await reportFailure(asFailure(error), argv.includes('--json'))
  } finally {
    interruption.stop()
  }
}

/** What the machine does not let us do, and a mistake of our own, are told like any other: no stack. */
function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  const fault = faultLine(error)
  if (fault !== null) return new Failure('failed', [fault])
  const reason = error instanceof Error ? error.message : String(error)
  return new Failure('failed', [
    `unexpected: ${reason}; please report it at ${bugsUrl()} with the output of create-graphql-auth info`,
  ])
}

async function reportFailure({ code, messages }: Failure, asJson: boolean): Promise<number> {
  tell(...messages.map((message) => `error: ${message}`))
  if (asJson) {
    const result = { version: 1, error: { code, messages } }
    await write(process.stdout, jsonOf(result)).catch(() => {})
  }
  return exitCodeOf(code)
}
