import { describe, expect, onTestFinished, test } from 'vitest'
import type { Flavor } from '../../src/settings/types.js'
import { SHAPES } from '../render/shapes.js'
import { createMysqlDatabase, hasMysql } from '../support/mysql.js'
import { createDatabase, hasPostgres, type OwnDatabase } from '../support/postgres.js'
import { runTool } from '../support/rendered.js'
import { DEFAULT_TESTS, projectWithTests, runServerSuite } from '../support/server-suite.js'
import { flavors, isSampled } from './sample.js'

interface Row {
  isThere(): Promise<boolean>
  createDatabase(): Promise<OwnDatabase>
  /** What a sample runs. */
  sampled: { flavor: Flavor; tests: readonly string[]; shape: string }
}

/** What holds on SQLite, but for what is about its file. */
const ALL = [...DEFAULT_TESTS, 'security.', 'server-database.']

/** What depends on the database most: statements, and what happens at the same time. */
const SOME = ['wire.', 'robustness.races.', 'security.two-processes.', 'server-database.']

/** Of which projects the own tests run. */
const OWN = ['default', 'email-login', 'postgres-all-types']

const DATABASES: Record<'postgres' | 'mysql', Row> = {
  postgres: {
    isThere: hasPostgres,
    createDatabase,
    sampled: { flavor: 'relay', tests: ALL, shape: 'default' },
  },
  mysql: {
    isThere: hasMysql,
    createDatabase: createMysqlDatabase,
    sampled: { flavor: 'graphql', tests: SOME, shape: 'postgres-all-types' },
  },
}

for (const [database, { isThere, createDatabase, sampled }] of Object.entries(DATABASES)) {
  describe.skipIf(!(await isThere())).each(flavors(sampled.flavor))(
    `%s flavor on ${database}`,
    (flavor) => {
      async function environment(): Promise<Record<string, string>> {
        const { url, drop } = await createDatabase()
        onTestFinished(drop)
        return { TEST_DATABASE_URL: url }
      }

      test('does what it is documented to, and withstands it', async () => {
        const tests = [
          ...(isSampled ? sampled.tests : ALL),
          ...(flavor === 'relay' ? ['relay.'] : []),
        ]
        const settings = { flavor, database }
        await runServerSuite({ settings, tests, overlay: database, env: await environment() })
      })

      test.each(isSampled ? [sampled.shape] : OWN)('passes its own tests: %s', async (shape) => {
        const settings = { ...SHAPES[shape], flavor, database }
        const directory = await projectWithTests({ settings, tests: [] })
        const args = ['run', '--exclude', 'test/wire/**', '--maxWorkers=2']
        const env = await environment()
        const { exitCode, stdout, stderr } = await runTool(directory, 'vitest', args, env)
        expect(exitCode, stdout + stderr).toBe(0)
      })
    },
  )
}
