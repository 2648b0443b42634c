import { test } from 'vitest'
import { slowServers } from '../support/sample.js'
import { runServerSuite } from '../support/server-suite.js'
import { isHere, temporaryUrl } from '../support/servers.js'

const TESTS = { tests: ['load/dump.'] }

test('a dump holds ten thousand users', async () => {
  await runServerSuite({ ...TESTS, settings: { flavor: 'graphql' } })
})

const isTriedOnMysql = slowServers().includes('mysql') && (await isHere('mysql'))

test.skipIf(!isTriedOnMysql)('on MySQL, too', async () => {
  const settings = { flavor: 'graphql', database: 'mysql' }
  const env = { TEST_DATABASE_URL: await temporaryUrl('mysql') }
  await runServerSuite({ ...TESTS, settings, overlay: 'mysql', env })
})
