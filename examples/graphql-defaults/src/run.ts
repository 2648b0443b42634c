import { StartError } from './settings/start-error.js'

/** Runs a command of this project: what is wrong is told in a line each, without a stack. */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    for (const line of error.lines) console.error(line)
    process.exitCode = 1
  }
}
