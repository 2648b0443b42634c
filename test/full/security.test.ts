import { test } from 'vitest'
import { flavorsOn } from '../support/sample.js'
import { runServerSuite, SECURITY_TESTS } from '../support/server-suite.js'

test.each(flavorsOn('sqlite'))(
  'a server of the %s flavor withstands what it is documented to',
  async (flavor) => {
    await runServerSuite({ settings: { flavor }, tests: SECURITY_TESTS })
  },
)
