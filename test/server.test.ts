import { test } from 'vitest'
import { DEFAULT_TESTS, runServerSuite } from './support/server-suite.js'

test('a server of the default settings does what it is documented to do', {
  timeout: 900_000,
}, async () => {
  await runServerSuite({ settings: {}, tests: DEFAULT_TESTS })
})
