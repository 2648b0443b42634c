import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import { runTool } from './rendered.js'
import { projectWithTests } from './server-suite.js'
import type { Said } from './shapes.js'

/** A protection of a rendered server, and the test that must notice when it is gone. */
export interface Protection {
  /** The file of the project that holds it. */
  file: string
  /** The text that is the protection; it stands there once. */
  remove: string
  /** What takes its place: code that runs, but does not protect. */
  leave?: string
  /** A file below test/server/. */
  test: string
  /** How the names of its tests begin. */
  name: string
  /** What the settings file says, where it is not in every project. */
  settings?: Said
}

const report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
})

/**
 * Takes a protection out of a rendered project and runs its tests there.
 *
 * @returns the full names of those that failed
 * @throws AssertionError when the protection is not where it is looked for, or no test was run
 */
export async function failuresWithout(protection: Protection): Promise<string[]> {
  const { file, remove, leave = '', test, name, settings = {} } = protection
  const directory = await projectWithTests({ settings, tests: [test] })
  const path = join(directory, file)
  const source = await readFile(path, 'utf8')
  expect(source.split(remove), `${file} has this once: ${remove}`).toHaveLength(2)
  await writeFile(
    path,
    source.replace(remove, () => leave),
  )

  // What the servers log goes to the standard output.
  const options = ['-t', `${name}\\b`, '--reporter=json', '--outputFile=report.json']
  const run = await runTool(directory, 'vitest', ['run', `test/server/${test}`, ...options])
  const { testResults } = report.parse(
    JSON.parse(await readFile(join(directory, 'report.json'), 'utf8')),
  )
  const ran = testResults.flatMap(({ assertionResults }) => assertionResults)
  const failed = ran.filter(({ status }) => status === 'failed')
  expect(run.exitCode === 0, run.stderr).toBe(failed.length === 0)
  return failed.map(({ fullName }) => fullName)
}
