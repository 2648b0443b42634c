import { describe, test } from 'vitest'
import { FLAVORS } from '../../src/settings/types.js'
import { isTried } from '../support/sample.js'
import { DEFAULT_TESTS, runServerSuite } from '../support/server-suite.js'
import { VARIANTS } from './variants.js'

test('relay flavor, default settings', async () => {
  const settings = { flavor: 'relay' }
  await runServerSuite({ settings, tests: [...DEFAULT_TESTS, 'relay.'] })
})

describe.each(FLAVORS)('%s flavor', (flavor) => {
  const variants = Object.entries(VARIANTS).filter((_, index) => isTried(index, flavor))
  test.each(variants)('%s', async (name, { settings, ...rest }) => {
    await runServerSuite({
      ...rest,
      settings: { flavor, ...settings },
      tests: [`variant.${name}.`],
    })
  })
})
