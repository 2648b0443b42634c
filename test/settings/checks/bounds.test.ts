import { describe, expect, test } from 'vitest'
import { parseFormerSettings, parseSettings } from '../../../src/settings/read/parse.js'

const HALF = '\uD800'
const SAYS =
  'contains half a character (a lone surrogate), which files cannot store; write it whole'

function problemsOf(file: Record<string, unknown>): string[] {
  const [now, former] = [parseSettings(file), parseFormerSettings(file)]
  expect(former).toHaveProperty('problems')
  return 'problems' in now ? now.problems : []
}

function nested(depth: number): unknown {
  return JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
}

describe('half of a character', () => {
  test.each<[string, Record<string, unknown>]>([
    ['USER_FIELDS.a.default', { USER_FIELDS: { a: { type: 'String', default: `x${HALF}` } } }],
    ['$schema', { $schema: '\uDC00' }],
    ['GRAPHQL_AUTH.EMAIL_FROM', { GRAPHQL_AUTH: { EMAIL_FROM: `${HALF}x <a@example.com>` } }],
    [
      'GRAPHQL_AUTH.EMAIL_TEMPLATE_VARIABLES.a.0',
      { GRAPHQL_AUTH: { EMAIL_TEMPLATE_VARIABLES: { a: [HALF] } } },
    ],
    [
      `GRAPHQL_AUTH.EMAIL_TEMPLATE_VARIABLES.a.${HALF}`,
      { GRAPHQL_AUTH: { EMAIL_TEMPLATE_VARIABLES: { a: { [HALF]: 1 } } } },
    ],
  ])('is refused in %j', (key, file) => {
    expect(problemsOf(file)).toContain(`${key}: ${SAYS}`)
  })

  test('and a whole one is not', () => {
    const file = { USER_FIELDS: { a: { type: 'String', default: '\u{1F389}' } } }
    expect(parseSettings(file)).toHaveProperty('settings')
  })
})

test('what is nested deeper than the stack is refused', () => {
  expect(problemsOf({ GRAPHQL_AUTH: { EMAIL_TEMPLATE_VARIABLES: { a: nested(50_000) } } })).toEqual(
    ['GRAPHQL_AUTH: is nested too deep'],
  )
  expect(problemsOf({ flavour: nested(50_000) })).toEqual(['flavour: is nested too deep'])
})

test('more fields than a table has room for are refused', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `field${index}`)
  const USER_FIELDS = Object.fromEntries(names.map((name) => [name, { type: 'Int' }]))
  expect(problemsOf({ USER_FIELDS })).toEqual([
    'USER_FIELDS: has 20000 fields; a table can have at most 1000',
  ])
})

test.each(['flavor', 'database'])('a %s that is not a text is refused by name', (key) => {
  for (const value of [
    { toString: null, valueOf: null },
    [],
    null,
    { __proto__: null },
    'x'.repeat(1e6),
  ]) {
    expect(problemsOf({ [key]: value })[0]).toMatch(
      new RegExp(`^${key}: unknown ${key} .*; one of`),
    )
  }
})
