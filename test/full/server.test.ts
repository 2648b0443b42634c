import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FLAVORS } from '../../src/settings/types.js'
import { runTool } from '../support/rendered.js'
import { isTried } from '../support/sample.js'
import { DEFAULT_TESTS, projectWithTests, runServerSuite } from '../support/server-suite.js'
import { VARIANTS } from '../support/variants.js'

test('relay flavor, default settings', async () => {
  const settings = { flavor: 'relay' }
  await runServerSuite({ settings, tests: [...DEFAULT_TESTS, 'relay/'] })
})

test('both flavors answer the same', async () => {
  const [graphql, relay] = await Promise.all(FLAVORS.map(transcriptOf))
  expect(relay).toEqual(graphql)
})

/** What a server of a flavor answers to the same random calls, line by line. */
async function transcriptOf(flavor: string): Promise<string[]> {
  const directory = await projectWithTests({ settings: { flavor }, tests: ['flavors/'] })
  const TRANSCRIPT = join(directory, 'transcript.txt')
  const run = await runTool(directory, 'vitest', ['run', 'test/server/'], { TRANSCRIPT })
  expect(run.exitCode, run.stdout + run.stderr).toBe(0)
  return (await readFile(TRANSCRIPT, 'utf8')).split('\n')
}

describe.each(FLAVORS)('%s flavor', (flavor) => {
  const variants = Object.entries(VARIANTS).filter(([name]) => isTried(name, flavor))
  test.each(variants)('%s', async (name, { settings, ...rest }) => {
    await runServerSuite({
      ...rest,
      settings: { flavor, ...settings },
      tests: [`variants/${name}.`],
    })
  })
})
