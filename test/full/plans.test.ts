import { describe, onTestFinished, test } from 'vitest'
import { createDatabase, hasPostgres } from '../support/postgres.js'
import { runServerSuite } from '../support/server-suite.js'

describe.skipIf(!(await hasPostgres()))('a server with many users', () => {
  test('finds those who are asked for by indexes, and says how', async () => {
    const { url, drop } = await createDatabase()
    onTestFinished(drop)
    const printed = await runServerSuite({
      settings: { database: 'postgres' },
      tests: ['load/plans.'],
      overlay: 'postgres',
      env: { TEST_DATABASE_URL: url },
    })
    console.log(printed)
  })
})
