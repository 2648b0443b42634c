import { test } from 'vitest'
import { runServerSuite, SECURITY_TESTS } from '../support/server-suite.js'
import { flavors } from './sample.js'

test.each(flavors('graphql'))(
  'a server of the %s flavor withstands what it is documented to',
  async (flavor) => {
    await runServerSuite({ settings: { flavor }, tests: SECURITY_TESTS })
  },
)
