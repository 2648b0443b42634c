import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { filesBelow } from './files.js'
import { renderedProject, runTool } from './rendered.js'
import { projectWith } from './settings.js'
import type { Said } from './shapes.js'

const SUITE = fileURLToPath(new URL('../server', import.meta.url))
/** Tests of the server ask it how much to try. */
const EFFORT = fileURLToPath(new URL('effort.ts', import.meta.url))
const SCHEMAS = fileURLToPath(new URL('../fixtures', import.meta.url))

/** Tests of test/server/, and the project in which they run. */
export interface ServerSuite {
  /** What its settings file says. */
  settings: Said
  /** The paths of its test files below test/server/ begin with one of these, as in `wire/`. */
  tests: readonly string[]
  /** A folder of test/server/overlays/: files that stand in the place of those of the project. */
  overlay?: string
  /** How many of its files run at once: 2, unless they wait for someone else much of the time. */
  workers?: number
  /** Variables that its tests need. */
  env?: Record<string, string>
}

/** What a server of the default settings is documented to do, in either flavor. */
export const DEFAULT_TESTS: readonly string[] = ['wire/', 'settings/', 'robustness/', 'units/']

/** What it withstands: with real processes and floods, which take their time. */
export const SECURITY_TESTS: readonly string[] = ['security/', 'sqlite/']

/**
 * Renders a project and runs tests in it, next to its own support for tests.
 *
 * @returns what they printed
 * @throws AssertionError with what was printed, when one of them fails
 */
export async function runServerSuite(suite: ServerSuite): Promise<string> {
  const directory = await projectWithTests(suite)

  const types = await runTool(directory, 'tsc')
  expect(types.stdout + types.stderr).toBe('')

  const options = ['--reporter=dot', `--maxWorkers=${suite.workers ?? 2}`]
  const run = await runTool(directory, 'vitest', ['run', 'test/server/', ...options], suite.env)
  expect(run.exitCode, run.stdout + run.stderr).toBe(0)
  for (const [line] of run.stderr.matchAll(/^.*tests are left out.*$/gm)) console.warn(line)
  return run.stdout
}

/** Renders a project that has tests of test/server/ in a folder of that name. @returns its directory */
export async function projectWithTests({ settings, tests, overlay }: ServerSuite): Promise<string> {
  const directory = await renderedProject(projectWith(settings))
  await copyTests(join(directory, 'test/server'), tests)
  if (overlay) await cp(join(SUITE, 'overlays', overlay), directory, { recursive: true })
  return directory
}

/** Copies what tests are made of, and of the tests those that are asked for. */
async function copyTests(target: string, tests: readonly string[]): Promise<void> {
  await cp(SCHEMAS, join(target, 'schemas'), { recursive: true })
  await cp(join(SUITE, 'support'), join(target, 'support'), { recursive: true })
  await cp(EFFORT, join(target, 'support/effort.ts'))
  for (const path of await filesBelow(SUITE)) {
    const isAskedFor = tests.some((prefix) => path.startsWith(prefix))
    if (isAskedFor) await cp(join(SUITE, path), join(target, path))
  }
}
