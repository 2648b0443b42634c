import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EXIT } from '../../src/cli/exit-codes.js'
import { STATUS_OPTIONS } from '../../src/cli/inspect/status-options.js'
import { REGENERATE_OPTIONS } from '../../src/cli/regenerate/regenerate-options.js'
import { commandTable, optionsTable } from '../support/options-table.js'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

test('the README has the options of the program', () => {
  expect(readme).toContain(optionsTable())
  expect(readme).toContain(commandTable(REGENERATE_OPTIONS))
  expect(readme).toContain(commandTable(STATUS_OPTIONS))
})

test('the README has every exit code', () => {
  const rows = [...readme.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code))
  expect(rows).toEqual(Object.values(EXIT).map(({ code }) => code))
})
