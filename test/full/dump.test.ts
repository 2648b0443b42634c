import { describe, onTestFinished, test } from 'vitest'
import { createMysqlDatabase, hasMysql } from '../support/mysql.js'
import { runServerSuite } from '../support/server-suite.js'
import { isSampled } from './sample.js'

test('a dump holds ten thousand users', async () => {
  await runServerSuite({ settings: { flavor: 'graphql' }, tests: ['dump.'] })
})

describe.skipIf(isSampled || !(await hasMysql()))('on MySQL', () => {
  test('a dump holds ten thousand users', async () => {
    const { url, drop } = await createMysqlDatabase()
    onTestFinished(drop)
    await runServerSuite({
      settings: { flavor: 'graphql', database: 'mysql' },
      tests: ['dump.'],
      overlay: 'mysql',
      env: { TEST_DATABASE_URL: url },
    })
  })
})
