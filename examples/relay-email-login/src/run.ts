import { explain } from './database/errors.js'
import { StartError } from './errors/start-error.js'

/** Runs a command of this project, and reports each problem in one line without a stack. */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    for (const line of linesOf(error)) console.error(line)
    process.exitCode = 1
  }
}

/** @throws an error that is mended in the code: it needs its stack */
function linesOf(error: unknown): string[] {
  if (error instanceof StartError) return error.lines
  const line = explain(error)
  if (line === null) throw error
  return [line]
}
