import { test } from 'vitest'
import { runServerSuite } from '../support/server-suite.js'

test('a dump holds ten thousand users', async () => {
  await runServerSuite({ settings: { flavor: 'graphql' }, tests: ['dump.'] })
})
