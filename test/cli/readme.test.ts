import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { optionsTable } from '../../src/cli/options-table.js'

test('the README has the options of the program', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(optionsTable())
})
