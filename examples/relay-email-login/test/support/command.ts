import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { projectRoot } from '../../src/process/project-files.js'

/** Variables that a process needs, so that it needs no `.env`. */
const ENV = { SECRET_KEY: 'only-for-tests-only-for-tests-only-for-tests', EMAIL_URL: 'console:' }

/** Starts a file of src/ in a process of its own. @param env wins over `.env` */
export function startCommand(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...ENV, ...env },
  })
}

/** What a command that has ended leaves behind. */
export interface CommandResult {
  exitCode: number | null
  stdout: string
  stderr: string
}

/** Waits until a command has ended. */
export async function resultOf(command: ChildProcess): Promise<CommandResult> {
  const [stdout, stderr] = await Promise.all([
    command.stdout ? text(command.stdout) : '',
    command.stderr ? text(command.stderr) : '',
    once(command, 'close'),
  ])
  return { exitCode: command.exitCode, stdout, stderr }
}
