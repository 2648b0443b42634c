import { describe, expect, test } from 'vitest'
import { effort } from '../support/effort.js'
import { runTool } from '../support/rendered.js'
import { flavorsOn } from '../support/sample.js'
import { DEFAULT_TESTS, projectWithTests, runServerSuite } from '../support/server-suite.js'
import { isHere, temporaryUrl } from '../support/servers.js'
import { SHAPES } from '../support/shapes.js'
import { VARIANTS } from '../support/variants.js'

/** What holds on SQLite, except for what is about its file, and what holds of servers. */
const ALL = [...DEFAULT_TESTS, 'security/', 'server-database/']

/** What depends on the database most: statements, and what happens at the same time. */
const SOME = ['wire/', 'robustness/races.', 'security/two-processes.', 'server-database/']

/** The variants with other columns, which a database might store or compare in its own way. */
const COLUMNS = ['extras', 'email-login', 'primary-email'] as const

/** Of which projects the own tests run; own-tests.test.ts tries others. */
const OWN = ['default', 'email-login', 'postgres-all-types']

for (const database of ['postgres', 'mysql'] as const) {
  describe.skipIf(!(await isHere(database))).each(flavorsOn(database))(
    `%s flavor on ${database}`,
    (flavor) => {
      test('does what it is documented to, and withstands it', async () => {
        const tests = [
          ...(effort.allTestsOnServers ? ALL : SOME),
          `${database}/`,
          ...(flavor === 'relay' ? ['relay/'] : []),
        ]
        const settings = { flavor, database }
        const env = { TEST_DATABASE_URL: await temporaryUrl(database) }
        // None of the others measures times.
        const workers = effort.allTestsOnServers ? 2 : 3
        await runServerSuite({ settings, tests, overlay: database, workers, env })
      })

      test.each(COLUMNS.slice(0, effort.columnsOnServers))(
        'with other columns: %s',
        async (name) => {
          const settings = { flavor, database, ...VARIANTS[name].settings }
          const env = { TEST_DATABASE_URL: await temporaryUrl(database) }
          await runServerSuite({ settings, tests: [`variants/${name}.`], overlay: database, env })
        },
      )

      test.skipIf(!effort.allTestsOnServers).each(OWN)(
        'passes its own tests: %s',
        async (shape) => {
          const settings = { ...SHAPES[shape], flavor, database }
          const directory = await projectWithTests({ settings, tests: [] })
          const args = ['run', '--exclude', 'test/server/**', '--maxWorkers=2']
          const env = { TEST_DATABASE_URL: await temporaryUrl(database) }
          const { exitCode, stdout, stderr } = await runTool(directory, 'vitest', args, env)
          expect(exitCode, stdout + stderr).toBe(0)
        },
      )
    },
  )
}
