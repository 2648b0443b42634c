import { describe, expect, onTestFinished, test } from 'vitest'
import { createDatabase, hasPostgres } from '../support/postgres.js'
import { runTool } from '../support/rendered.js'
import { DEFAULT_TESTS, projectWithTests, runServerSuite } from '../support/server-suite.js'
import { flavors } from './sample.js'

describe.skipIf(!(await hasPostgres())).each(flavors('relay'))(
  '%s flavor on PostgreSQL',
  (flavor) => {
    const settings = { flavor, database: 'postgres' }

    async function environment(): Promise<Record<string, string>> {
      const { url, drop } = await createDatabase()
      onTestFinished(drop)
      return { TEST_DATABASE_URL: url }
    }

    test('does what it is documented to, and withstands it', async () => {
      const tests = [
        ...DEFAULT_TESTS,
        'security.',
        'server-database.',
        ...(flavor === 'relay' ? ['relay.'] : []),
      ]
      await runServerSuite({ settings, tests, overlay: 'postgres', env: await environment() })
    })

    test('passes its own tests', async () => {
      const directory = await projectWithTests({ settings, tests: [] })
      const args = ['run', '--exclude', 'test/wire/**', '--maxWorkers=2']
      const { exitCode, stdout, stderr } = await runTool(
        directory,
        'vitest',
        args,
        await environment(),
      )
      expect(exitCode, stdout + stderr).toBe(0)
    })
  },
)
