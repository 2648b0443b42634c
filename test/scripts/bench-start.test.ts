import { describe, expect, test } from 'vitest'
import { readOptions } from '../../scripts/bench-start/options.mjs'
import { lineOf, orderOf, ratios, spread } from '../../scripts/bench-start/statistics.mjs'

describe('the options of bench:start', () => {
  test('have defaults', () => {
    const defaults = { help: false, rounds: 3, against: null, node: null, env: {} }
    expect(readOptions([])).toEqual(defaults)
  })

  test('are taken as they are given', () => {
    const args = ['--rounds', '5', '--against', 'main', '--node', '/opt/node/bin']
    const env = ['--env', 'npm_config_nodedir=/usr', '--env', 'A=b=c', '--env', 'EMPTY=']
    expect(readOptions([...args, ...env])).toMatchObject({
      rounds: 5,
      against: 'main',
      node: '/opt/node/bin',
      env: { npm_config_nodedir: '/usr', A: 'b=c', EMPTY: '' },
    })
  })

  test.each([
    [['--rounds', '0'], '--rounds: "0" is not a number from 1 to 999'],
    [['--rounds', 'many'], '--rounds: "many" is not a number from 1 to 999'],
    [['--env', 'A'], '--env: "A" is not NAME=VALUE'],
    [['--rond', '1'], "Unknown option '--rond'"],
  ])('%j are refused', (args, message) => {
    expect(() => readOptions(args)).toThrow(message)
  })
})

test('both sides are measured first in turn', () => {
  expect([0, 1, 2].map((round) => orderOf(['A', 'B'], round).join(''))).toEqual(['AB', 'BA', 'AB'])
})

test.each([
  [[3], { min: 3, median: 3, max: 3 }],
  [[10, 2, 4], { min: 2, median: 4, max: 10 }],
  [[1, 10, 2, 4], { min: 1, median: 3, max: 10 }],
])('the spread of %j', (values, expected) => {
  expect(spread(values)).toEqual(expected)
})

test('ratios are those of rounds in which both were measured', () => {
  expect(ratios([10, 20, 30], [40, undefined, 60])).toEqual([0.25, 0.5])
})

test('a line says what was measured, or that nothing was', () => {
  expect(lineOf('HEAD', [20, 30, 22], 's')).toMatch(/^ {2}HEAD +20\.0 +22\.0 +30\.0 s$/)
  expect(lineOf('HEAD / main', [0.25], '')).toMatch(/^ {2}HEAD \/ main +0\.25 +0\.25 +0\.25$/)
  expect(lineOf('main', [], 's')).toMatch(/^ {2}main +nothing measured$/)
})
