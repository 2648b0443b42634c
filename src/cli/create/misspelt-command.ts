import { Failure } from '../../failure.js'
import { nearest } from '../../settings/values/messages.js'
import type { Asker } from '../terminal/ask.js'
import type { Answers } from './questions.js'

/** The words that are no directory. */
export const COMMANDS = ['regenerate', 'status', 'diff', 'info', 'help'] as const

/** What is wrong with a directory that is nearly a command, where no one can be asked; null when nothing. */
export function misspeltCommand({ directory }: Partial<Answers>): string | null {
  const command = commandLike(directory)
  return command === null ? null : unknownCommand(directory, command)
}

/**
 * Asks whether a directory that is nearly a command is meant.
 *
 * @throws Failure when it is not
 */
export async function confirmDirectory(
  { directory }: Partial<Answers>,
  asker: Asker | null,
): Promise<void> {
  const command = commandLike(directory)
  if (command === null || asker === null) return
  const question = `${directory} is no command (${command} is). Create a project in ${directory}?`
  if (!(await asker.yesOrNo(question, false))) {
    throw new Failure('usage', [unknownCommand(directory, command)])
  }
}

function commandLike(directory: string | undefined): string | null {
  const command = directory === undefined ? null : nearest(directory, COMMANDS)
  // It is a directory where `--` stands before it.
  return command === directory ? null : command
}

function unknownCommand(directory: string | undefined, command: string): string {
  return `unknown command "${directory}"; did you mean "${command}"? To create a project there, write ./${directory}`
}
