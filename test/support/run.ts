import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { inject, onTestFinished } from 'vitest'

/** What a run of the program left behind. */
export interface Run {
  exitCode: number | undefined
  stdout: string
  stderr: string
}

export interface RunOptions {
  cwd: string
  env?: Record<string, string>
}

/** A directory of its own for one test. */
export async function emptyDirectory(): Promise<string> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'create-')))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

/** The environment of a run: none of what the package manager tells the tests themselves. */
export function cleanEnvironment(extra: Record<string, string> = {}): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
    value === undefined || /^(npm_|CI$|NO_COLOR$|FORCE_COLOR$|VITEST|NODE_ENV$)/.test(name)
      ? []
      : [[name, value]],
  )
  return { ...Object.fromEntries(own), ...extra }
}

/** Runs the installed program without a terminal. */
export async function run(args: readonly string[], { cwd, env }: RunOptions): Promise<Run> {
  const result = await execa(process.execPath, [inject('program'), ...args], {
    ...{ cwd, env: { XDG_STATE_HOME: join(inject('shared'), 'state'), ...cleanEnvironment(env) } },
    ...{ extendEnv: false, reject: false, stdin: 'ignore' },
  })
  return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr }
}
