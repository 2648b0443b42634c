import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { StartError } from '../../../examples/graphql-defaults/src/errors/start-error.js'
import { parseSettings as readByServer } from '../../../examples/graphql-defaults/src/settings/settings.js'
import { parseSettings } from '../../../src/settings/read/parse.js'
import { settingsJsonSchema } from '../../../src/settings/table/json-schema.js'
import { defaultOf, SETTINGS } from '../../../src/settings/table/table.js'

const NAMES = { USERNAME_FIELD: 'username', EMAIL_FIELD: 'email' }

/** What the example was made for: the settings that code follows from. */
const SHAPE = { flavor: 'graphql', database: 'sqlite', ...NAMES, USER_FIELDS: {} }

const BEHAVIOUR = SETTINGS.filter((row) => row.kind === 'behaviour')

/** What the generator says of a settings file: nothing, where it takes it. */
function generatorLines(file: Record<string, unknown>): string[] {
  const result = parseSettings(file)
  return 'problems' in result ? result.problems : []
}

/** What a rendered server says of it at its start. */
function serverLines(text: string): string[] {
  try {
    readByServer(text)
    return []
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    return error.lines.map((line) => line.replace(/^graphql-auth\.json: /, ''))
  }
}

/** Values that some setting takes, and some that are close to them. */
const NEAR: readonly unknown[] = [
  ...[
    true,
    false,
    null,
    0,
    1,
    4,
    11,
    16,
    17,
    20,
    128,
    129,
    -1,
    1.5,
    1e12,
    '',
    ' ',
    '0s',
    '1s',
    '7d',
  ],
  ...[
    '10s',
    '90d',
    '1h',
    '1y',
    '99999999999w',
    '5200w',
    'soon',
    'outbox',
    'queue',
    'celery',
    'mail',
  ],
  ...[
    'strict',
    'off',
    'django',
    'Django',
    'anyone',
    'staff',
    'Lax',
    'lax',
    'LAX',
    'bcrypt',
    'argon2id',
  ],
  ...[
    'HS256',
    'HS255',
    'EdDSA',
    'none',
    'activate',
    '/activate',
    '#/a/b',
    '../x y',
    'a/../b',
    'a//b',
  ],
  ...[
    'emails/activation.html.ejs',
    '/etc/passwd',
    '../x.ejs',
    'emails/../x.ejs',
    'x.ejs',
    'X-Auth',
  ],
  ...[
    'a@b.cd',
    'Shop <a@b.cd>',
    ' a@b.cd ',
    'nonsense',
    'a@b.cd, d@e.fg',
    'JWT',
    '__Host-JWT',
    'a;b',
  ],
  ...[
    '/',
    '/graphql',
    '/a b',
    'example.com',
    'localhost',
    'x'.repeat(300),
    'é',
    '\ud800',
    '\u2028',
  ],
  ...[{}, [], [1], { loginByAccount: '5/1m' }, { loginByAccount: '9999999/1s' }, { login: '5/1m' }],
  ...[{ loginByAccount: '5/25d' }, { depth: 12 }, { depth: 0 }, { deep: 1 }, { minLength: 15 }],
  ...[{ minLength: 0 }, { common: 'yes' }, { link: 'x' }, { user: 2 }, { shopName: { a: [1] } }],
  ...[
    { 'a-b': 1 },
    { class: 1 },
    { include: 1 },
    { constructor: 1 },
    { x: '\ud800' },
    { '\udc00': 1 },
  ],
]

/** A name as it is, or as someone typed it. */
const typed = (name: string) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(name) },
    fc.nat(name.length - 1).map((at) => name.slice(0, at) + name.slice(at + 1)),
    fc.constantFrom('SHOE_SIZE', 'JWT_SECRET_KEY', '__proto__', 'constructor', ''),
  )

const entry = fc.constantFrom(...BEHAVIOUR).chain((row) =>
  fc.record({
    name: typed(row.name),
    // In the other group where someone mistook it.
    group: fc.oneof(
      { weight: 20, arbitrary: fc.constant(row.group) },
      fc.constantFrom('GRAPHQL_AUTH', 'GRAPHQL_JWT', 'GRAPHQL_AUHT', 'EMAIL_FROM'),
    ),
    value: fc.oneof(
      { weight: 2, arbitrary: fc.constant(defaultOf(row, NAMES)) },
      { weight: 3, arbitrary: fc.constantFrom(...NEAR) },
      fc.jsonValue({ maxDepth: 3 }),
      fc.string({ unit: 'binary' }),
    ),
  }),
)

/** A settings file as text, since JSON holds more than an object literal does, like `__proto__`. */
const file = fc.array(entry, { maxLength: 4 }).map((entries) => {
  const groups = [...new Set(entries.map(({ group }) => group))].map((group) => {
    const members = entries.filter((one) => one.group === group)
    const pairs = members.map(
      ({ name, value }) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
    )
    return `${JSON.stringify(group)}:{${pairs.join()}}`
  })
  return `{${[JSON.stringify(SHAPE).slice(1, -1), ...groups].join()}}`
})

const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(settingsJsonSchema())))

describe('the generator and a rendered server', () => {
  test('say the same of any settings file, and the JSON Schema accepts what they take', () => {
    const verdicts = { taken: 0, refused: 0 }
    fc.assert(
      fc.property(file, (text) => {
        const lines = generatorLines(JSON.parse(text))
        expect(serverLines(text)).toEqual(lines)
        verdicts[lines.length === 0 ? 'taken' : 'refused'] += 1
        if (lines.length === 0) expect(schema.safeParse(JSON.parse(text)).error).toBeUndefined()
      }),
      { numRuns: 1000 },
    )
    expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(100)
  })

  test.each(['GRAPHQL_AUTH', 'GRAPHQL_JWT'])('say the same of what is too deep in %s', (deep) => {
    const nested = `${'['.repeat(200)}${']'.repeat(200)}`
    const file = JSON.stringify({ ...SHAPE, GRAPHQL_AUTH: { SEND_PASSWORD_SET_EMAIL: true } })
    const text =
      deep === 'GRAPHQL_AUTH'
        ? file.replace(/\}\}$/, `,"EMAIL_TEMPLATE_VARIABLES":{"a":${nested}}}}`)
        : file.replace(/\}$/, `,"GRAPHQL_JWT":{"JWT_LEEWAY":${nested}}}`)
    expect(generatorLines(JSON.parse(text))).toContain(`${deep}: is nested too deep`)
    expect(serverLines(text)).toEqual(generatorLines(JSON.parse(text)))
  })

  test.each(BEHAVIOUR)(
    'say the same of what may be meant by $name of $group',
    ({ group, name }) => {
      for (const value of NEAR) {
        const content = { ...SHAPE, [group]: { [name]: value } }
        const lines = generatorLines(content)
        expect(serverLines(JSON.stringify(content)), JSON.stringify(value)).toEqual(lines)
        if (lines.length === 0) expect(schema.safeParse(content).error).toBeUndefined()
      }
    },
  )
})
