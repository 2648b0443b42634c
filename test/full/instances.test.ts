import { describe, onTestFinished, test } from 'vitest'
import { createDatabase, hasPostgres } from '../support/postgres.js'
import { runServerSuite } from '../support/server-suite.js'

// How long it takes is said by SECONDS: see docs/growing.md.
describe.skipIf(!(await hasPostgres()))('on PostgreSQL and Redis', () => {
  test('three servers lose nothing that was acknowledged while they are killed', async () => {
    const { url, drop } = await createDatabase()
    onTestFinished(drop)
    const printed = await runServerSuite({
      settings: { database: 'postgres' },
      tests: ['instances.'],
      overlay: 'postgres',
      env: { TEST_DATABASE_URL: url },
    })
    const [summary] = /Several instances: .*?(?=\n\n)/s.exec(printed) ?? []
    if (summary) console.info(summary)
  })
})
