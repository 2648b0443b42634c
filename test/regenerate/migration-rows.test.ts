import { describe, expect, test } from 'vitest'
import {
  expectIntact,
  expectUntouched,
  migrated as migratedOn,
  type Scenario,
  valuesOf,
} from '../support/migrated.js'
import { isMysqlItself } from '../support/mysql.js'
import { databasesHere } from '../support/servers.js'
import { REFRESH_TOKENS, twoUsers } from '../support/user-rows.js'

/** Whatever ends a text or a comment in SQL or TypeScript, and a tag of blueprints. */
const AWKWARD = "it's `$" + '{x}` "\\" \n*/ <%= undefined: %>'

/** On MySQL the check comes before the column. */
const HOW_TO_FILL = {
  sqlite: 'set it in this migration, above the check',
  postgres: 'set it in this migration, above the check',
  mysql: 'set it in this migration, after ADD COLUMN, and delete this check',
}

const fields = (fields: Record<string, unknown>) => ({ USER_FIELDS: fields })

/** Settings with one extra field, which `register` asks for when it has to. */
function phone(definition: Record<string, unknown>): Record<string, unknown> {
  const isAsked = definition.nullable !== true && definition.default === undefined
  const asked = isAsked ? { phone: definition.type } : {}
  return {
    ...fields({ phone: definition }),
    GRAPHQL_AUTH: { REGISTER_MUTATION_FIELDS: { email: 'String', username: 'String', ...asked } },
  }
}

describe.each(await databasesHere())('on %s', (database) => {
  const migrated = (scenario: Scenario) => migratedOn({ database, ...scenario })

  describe('a field that is new', () => {
    test('is empty when it is optional', async () => {
      const after = phone({ type: 'String', nullable: true, unique: true })
      const stops = await migrated({ after, rows: twoUsers() })
      expectIntact(stops)
      expect(valuesOf(stops.up, 'phone')).toEqual([null, null])
      expect(stops.again).toEqual(stops.up)
      expect(stops.down).toEqual(stops.filled)
    })

    test('has its default', async () => {
      const stops = await migrated({
        after: phone({ type: 'String', default: AWKWARD }),
        rows: twoUsers(),
      })
      // TypeORM compares an escaped text with the catalog, where only MariaDB escapes it.
      const hasDrift = database === 'mysql' && (await isMysqlItself())
      expectIntact(hasDrift ? { ...stops, drift: [] } : stops)
      expect(valuesOf(stops.again, 'phone')).toEqual([AWKWARD, AWKWARD])
    })

    test('has its default, of whatever type', async () => {
      const defaults = {
        ...{ lucky: { type: 'Int', default: -7 }, wants: { type: 'Boolean', default: true } },
        ...{ height: { type: 'Float', default: 1.5 }, rate: { type: 'Float', default: 0.00001 } },
        ...{ distance: { type: 'Float', default: 1e20 }, speed: { type: 'Float', default: 2 } },
        birthday: { type: 'Date', default: '2026-01-02' },
        until: { type: 'DateTime', default: '2026-01-02T03:04:05.5+02:00' },
        noon: { type: 'DateTime', default: '2026-07-02T12:00:00Z' },
        founded: { type: 'Date', default: '0050-01-02' },
        began: { type: 'DateTime', default: '0050-01-02T03:04:05Z' },
      }
      const stops = await migrated({ after: fields(defaults), rows: twoUsers() })
      expectIntact(stops)
      expect(valuesOf(stops.up, 'lucky')).toEqual([-7, -7])
      expect(valuesOf(stops.up, 'rate')).toEqual([0.00001, 0.00001])
      expect(valuesOf(stops.up, 'birthday')).toEqual(['2026-01-02', '2026-01-02'])
      expect(valuesOf(stops.up, 'founded')).toEqual(['0050-01-02', '0050-01-02'])
      for (const value of valuesOf(stops.up, 'began')) {
        expect(value).toMatch(/^0050-01-02[T ]03:04:05/)
      }
    })

    test('may be required without a default while there are no users', async () => {
      const stops = await migrated({ after: phone({ type: 'Int', unique: true }), rows: '' })
      expectIntact(stops)
    })

    test('stops where users would have none', async () => {
      const stops = await migrated({ after: phone({ type: 'Int' }), rows: twoUsers() })
      expectUntouched(stops)
      expect(stops.stopped?.lines).toEqual([
        `AddPhone1772600767000: 2 users would have no "phone": ${HOW_TO_FILL[database]}`,
        'Nothing of this migration was kept',
      ])
    })
  })

  describe('a field that is gone', () => {
    test('takes its values with it, and a way back makes up others', async () => {
      const before = phone({ type: 'String', unique: true })
      const rows = twoUsers({ phone: ["'111'", "'222'"] })
      const stops = await migrated({ before, rows })
      expectIntact(stops)
      expect(valuesOf(stops.up, 'phone')).toEqual([undefined, undefined])
      expect(valuesOf(stops.down, 'phone')).toEqual(['1', '7'])
    })
  })

  describe('a field that was renamed', () => {
    test('keeps its values', async () => {
      const stops = await migrated({
        before: fields({ phone: { type: 'String', nullable: true, unique: true } }),
        after: fields({ mobilePhone: { type: 'String', nullable: true, unique: true } }),
        renames: { phone: 'mobilePhone' },
        rows: twoUsers({ phone: ["'111'", 'NULL'] }),
      })
      expectIntact(stops)
      expect(valuesOf(stops.up, 'mobile_phone')).toEqual(['111', null])
      expect(stops.down).toEqual(stops.filled)
    })

    test('can change in other ways at the same time', async () => {
      const stops = await migrated({
        before: fields({
          phone: { type: 'Int', nullable: true },
          height: { type: 'Float', default: 1 },
        }),
        after: fields({
          mobile: { type: 'String', maxLength: 20, default: '0' },
          birthday: { type: 'Date', nullable: true },
        }),
        renames: { phone: 'mobile' },
        rows: twoUsers({ phone: ['111', 'NULL'], height: ['1.5', '2'] }),
      })
      expectIntact(stops)
      expect(valuesOf(stops.again, 'mobile')).toEqual(['111', '0'])
    })

    test('may be the username or the e-mail', async () => {
      const stops = await migrated({
        after: { USERNAME_FIELD: 'nickname', EMAIL_FIELD: 'primaryEmail' },
        rows: twoUsers(),
      })
      expectIntact(stops)
      expect(valuesOf(stops.up, 'nickname')).toEqual(['Ada', 'bob'])
      expect(valuesOf(stops.up, 'nickname_key')).toEqual(['ada', 'bob'])
      expect(valuesOf(stops.up, 'primary_email')).toEqual(['Ada@example.com', 'bob@example.com'])
      expect(stops.down).toEqual(stops.filled)
    })
  })

  test('a field that becomes required and longer has a default that fits then', async () => {
    const stops = await migrated({
      before: phone({ type: 'String', nullable: true, maxLength: 5 }),
      after: phone({ type: 'String', maxLength: 20, default: 'none at all' }),
      rows: twoUsers({ phone: ["'111'", 'NULL'] }),
    })
    expect(stops.drift).toEqual([])
    expect(valuesOf(stops.up, 'phone')).toEqual(['111', 'none at all'])
    expect(stops.stopped?.lines[0]).toContain('are longer than 5 characters: shorten them first')
  })

  test('a field of another type and with other rules keeps what fits', async () => {
    const stops = await migrated({
      before: fields({
        phone: { type: 'Int', nullable: true },
        zip: { type: 'String', default: AWKWARD },
        birthday: { type: 'DateTime', nullable: true },
      }),
      after: fields({
        phone: { type: 'String', maxLength: 20, default: '0' },
        zip: { type: 'String', maxLength: 10, nullable: true, unique: true },
        birthday: { type: 'Date', nullable: true },
      }),
      rows: twoUsers({
        phone: ['111', 'NULL'],
        zip: ["'1'", "'2'"],
        birthday: ["'2026-01-02 03:04:05.000'", 'NULL'],
      }),
    })
    expectIntact(stops)
    expect(valuesOf(stops.up, 'phone')).toEqual(['111', '0'])
    expect(valuesOf(stops.up, 'zip')).toEqual(['1', '2'])
    expect(valuesOf(stops.again, 'birthday')).toEqual(['2026-01-02', null])
  })

  describe('the field that people log in with', () => {
    test('goes when the e-mail takes its place', async () => {
      const stops = await migrated({ after: { USERNAME_FIELD: 'email' }, rows: twoUsers() })
      expectIntact(stops)
      expect(Object.keys(stops.up.tables.users?.[0] ?? {})).not.toContain('username_key')
      expect(valuesOf(stops.down, 'username')).toEqual(['1', '7'])
      expect(valuesOf(stops.down, 'username_key')).toEqual(['1', '7'])
    })

    const handle = { type: 'String', maxLength: 150 }
    const before = {
      USERNAME_FIELD: 'email',
      ...fields({ handle }),
      GRAPHQL_AUTH: { REGISTER_MUTATION_FIELDS: ['email', 'handle'] },
    }
    const after = { USERNAME_FIELD: 'handle', ...fields({ handle }) }

    test('can be one that was there', async () => {
      const long = 'İ'.repeat(150)
      const rows = twoUsers({ handle: ["'  \uFF21\u03A3 '", `'${long}'`] }, [
        'username',
        'username_key',
      ])
      const stops = await migrated({ before, after, rows })
      expectIntact(stops)
      // As they are looked for when someone logs in.
      expect(valuesOf(stops.up, 'handle')).toEqual(['A\u03A3', long])
      expect(valuesOf(stops.up, 'handle_key')).toEqual(['a\u03C3', long.toLowerCase()])
      expect(valuesOf(stops.down, 'handle')).toEqual(['A\u03A3', long])
    })

    test('stops where someone has none', async () => {
      const optional = { ...before, ...fields({ handle: { ...handle, nullable: true } }) }
      const rows = twoUsers({ handle: ["'ada'", 'NULL'] }, ['username', 'username_key'])
      const stops = await migrated({ before: optional, after, rows })
      expectUntouched(stops)
      expect(stops.stopped?.lines[0]).toContain('1 users have no "handle": give them one first')
    })

    test('stops when two users are told apart by letter case only', async () => {
      const rows = twoUsers({ handle: ["'BOB'", "'bob'"] }, ['username', 'username_key'])
      const stops = await migrated({ before, after, rows })
      expectUntouched(stops)
      expect(stops.stopped?.lines[0]).toContain('belong to more than one user')
    })

    // Others keep texts of any length, or do not hold texts to their lengths.
    test.runIf(database === 'mysql')('stops at a form that is too long', async () => {
      // One character that is short for a sentence.
      const name = '\ufdfa'.repeat(150)
      const rows = twoUsers({ handle: ["'ada'", `'${name}'`] }, ['username', 'username_key'])
      const stops = await migrated({ before, after, rows })
      expectUntouched(stops)
      expect(stops.stopped?.lines[0]).toContain(
        '1 values of "handle" are too long in the form that is kept: shorten them first',
      )
    })
  })

  describe('refresh tokens', () => {
    const short = { GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } }

    test('go, and come back without rows', async () => {
      const stops = await migrated({ after: short, rows: `${twoUsers()};${REFRESH_TOKENS}` })
      expectIntact(stops)
      expect(stops.filled.tables.refresh_tokens).toHaveLength(2)
      expect(stops.up.tables.refresh_tokens).toBeUndefined()
      expect(stops.down.tables.refresh_tokens).toEqual([])
    })

    test('come beside a field', async () => {
      const after = phone({ type: 'String', nullable: true })
      const stops = await migrated({ before: short, after, rows: twoUsers() })
      expectIntact(stops)
      expect(stops.up.tables.refresh_tokens).toEqual([])
      expect(stops.down).toEqual(stops.filled)
    })
  })
})
