import { describe, expect, test } from 'vitest'
import type { Flavor } from '../../src/settings/types.js'
import { SHAPES } from '../render/shapes.js'
import { runTool } from '../support/rendered.js'
import { DEFAULT_TESTS, projectWithTests, runServerSuite } from '../support/server-suite.js'
import { isHere, temporaryUrl } from '../support/servers.js'
import { flavors, isSampled } from './sample.js'

/** What holds on SQLite, but for what is about its file, and what holds of servers. */
const ALL = [...DEFAULT_TESTS, 'security.', 'server-database.']

/** What depends on the database most: statements, and what happens at the same time. */
const SOME = ['wire.', 'robustness.races.', 'security.two-processes.', 'server-database.']

/** Of which projects the own tests run. */
const OWN = ['default', 'email-login', 'postgres-all-types']

interface Sample {
  flavor: Flavor
  tests: readonly string[]
  shape: string
}

const SAMPLES = {
  postgres: { flavor: 'relay', tests: SOME, shape: 'default' },
  mysql: { flavor: 'graphql', tests: SOME, shape: 'postgres-all-types' },
} as const satisfies Record<string, Sample>

for (const database of ['postgres', 'mysql'] as const) {
  const sample = SAMPLES[database]
  describe.skipIf(!(await isHere(database))).each(flavors(sample.flavor))(
    `%s flavor on ${database}`,
    (flavor) => {
      test('does what it is documented to, and withstands it', async () => {
        const tests = [
          ...(isSampled ? sample.tests : ALL),
          ...(flavor === 'relay' ? ['relay.'] : []),
        ]
        const settings = { flavor, database }
        const env = { TEST_DATABASE_URL: await temporaryUrl(database) }
        await runServerSuite({ settings, tests, overlay: database, env })
      })

      test.each(isSampled ? [sample.shape] : OWN)('passes its own tests: %s', async (shape) => {
        const settings = { ...SHAPES[shape], flavor, database }
        const directory = await projectWithTests({ settings, tests: [] })
        const args = ['run', '--exclude', 'test/wire/**', '--maxWorkers=2']
        const env = { TEST_DATABASE_URL: await temporaryUrl(database) }
        const { exitCode, stdout, stderr } = await runTool(directory, 'vitest', args, env)
        expect(exitCode, stdout + stderr).toBe(0)
      })
    },
  )
}
