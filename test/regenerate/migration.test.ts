import { describe, expect, test } from 'vitest'
import { type MigrationPlan, planMigration } from '../../src/regenerate/plan-migration.js'
import { projectWith } from '../support/settings.js'

interface Wish {
  renames?: Record<string, string>
  allowDestructive?: boolean
  existing?: string[]
  own?: string[]
}

const NOW = Date.parse('2026-03-04T05:06:07Z')

function plan(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  { renames = {}, allowDestructive = false, existing = [], own = [] }: Wish = {},
): MigrationPlan {
  return planMigration({
    before: projectWith(before).settings,
    after: projectWith(after).settings,
    renames: new Map(Object.entries(renames)),
    allowDestructive,
    existing,
    own,
    now: new Date(NOW),
  })
}

const fields = (fields: Record<string, unknown>) => ({ USER_FIELDS: fields })
const optionalText = { type: 'String', nullable: true }
const phone = fields({ phone: optionalText })
const mobile = fields({ mobile: optionalText })
const nothing = { file: null, summary: [], problems: [], notes: [] }

test('a migration comes behind those of the owner', () => {
  const { file } = plan({}, phone, { own: ['sqlite/1999999999999-add-notes.ts'] })
  expect(file?.path).toBe('src/database/migrations/2000000000000-add-phone.ts')
})

test('PostgreSQL keeps a column that gets other rules, and what its owner has made for it', () => {
  const before = { database: 'postgres', ...phone }
  const after = {
    database: 'postgres',
    ...fields({ phone: { type: 'String', maxLength: 300, default: '0' } }),
  }
  const { file } = plan(before, after, { allowDestructive: true })
  expect(file?.content).toContain(
    `ALTER TABLE "users" ALTER COLUMN "phone" TYPE varchar(300), ALTER COLUMN "phone" SET DEFAULT ('0')`,
  )
  expect(file?.content).not.toContain('DROP COLUMN')
})

test('a key of the username does not take the column of a field, there or back', () => {
  const email = { USERNAME_FIELD: 'email', ...fields({ loginKey: optionalText }) }
  const login = { USERNAME_FIELD: 'login', ...fields({ apiKey: optionalText }) }
  const problem =
    'USERNAME_FIELD: "loginKey" uses the column for the canonical form of the username; rename or drop it in another run'
  const wish = { renames: { loginKey: 'apiKey' }, allowDestructive: true }
  expect(plan(email, login, wish).problems).toEqual([problem])
  expect(plan(login, email, { allowDestructive: true }).problems).toEqual([problem])
})

describe('there is no migration', () => {
  test.each([
    ['for the same settings', phone, phone],
    ['for another flavor', {}, { flavor: 'relay' }],
    ['for settings that have no column', {}, { GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT: true } }],
    [
      'for what was said of a field anyway',
      phone,
      fields({ phone: { ...optionalText, maxLength: 255 } }),
    ],
  ])('%s', (_, before, after) => {
    expect(plan(before, after)).toEqual(nothing)
  })
})

describe('what it does is told', () => {
  test.each([
    ['an optional field', {}, phone, 'adds the column phone; existing users get NULL'],
    [
      'a field with a default',
      {},
      fields({ stars: { type: 'Int', default: 3 } }),
      'adds the column stars; existing users get 3',
    ],
    [
      'refresh tokens',
      { GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } },
      {},
      'adds the table refresh_tokens',
    ],
    [
      'a longer text',
      fields({ phone: { type: 'String', maxLength: 20, default: '' } }),
      fields({ phone: { type: 'String', maxLength: 40, default: '' } }),
      "changes the column phone: varchar(20) NOT NULL DEFAULT ('') becomes varchar(40) NOT NULL DEFAULT ('')",
    ],
    [
      'the username by another name',
      {},
      { USERNAME_FIELD: 'nickname' },
      'renames the column username to nickname',
    ],
  ])('%s', (_, before, after, line) => {
    const { file, summary, problems } = plan(before, after)
    expect({ summary, problems }).toEqual({ summary: [line], problems: [] })
    expect(file?.kind).toBe('append-only')
  })

  test('a field that becomes the username', () => {
    const handle = fields({ handle: { type: 'String', maxLength: 150 } })
    const before = {
      ...{ USERNAME_FIELD: 'email', ...handle },
      GRAPHQL_AUTH: { REGISTER_MUTATION_FIELDS: ['email', 'handle'] },
    }
    const after = { USERNAME_FIELD: 'handle', ...handle }
    const { file, summary } = plan(before, after, { allowDestructive: true })
    expect(summary).toContain('makes handle unique in any letter case')
    expect(file?.content).toMatch(/^\/\*\* .*makes handle unique/im)
    expect(file?.path).toMatch(/-change-(handle|users)\.ts$/)
    const back = plan(after, before, { allowDestructive: true })
    expect(back.summary).toContain('no longer keeps handle unique')
  })
})

describe('the file', () => {
  test.each([
    ['add-phone', {}, phone],
    ['change-phone', phone, fields({ phone: { type: 'String', maxLength: 300, nullable: true } })],
    ['add-lucky-number', {}, fields({ luckyNumber: { type: 'Int', nullable: true } })],
    [
      'change-users',
      {},
      fields({ a1: { type: 'Int', nullable: true }, b1: { type: 'Int', nullable: true } }),
    ],
    ['add-refresh-tokens', { GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } }, {}],
    ['change-tables', { GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } }, phone],
  ])('is called %s after what it does', (name, before, after) => {
    const { file } = plan(before, after)
    expect(file?.path).toBe(`src/database/migrations/${NOW}-${name}.ts`)
    const className = name.split('-').map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    expect(file?.content).toContain(`export class ${className.join('')}${NOW} implements`)
  })

  test('comes after every migration, also one from the future', () => {
    const existing = ['1767322985000-initial.ts', 'src/database/migrations/2000000000000-mine.ts']
    expect(plan({}, phone, { existing }).file?.path).toContain('/2000000000001-add-phone.ts')
  })

  test('is not put off by other files in the folder', () => {
    const existing = ['README.md', '20260101120000-fourteen-digits.ts', '99-mine.ts']
    expect(plan({}, phone, { existing }).file?.path).toContain(`/${NOW}-add-phone.ts`)
  })

  test('is the same for the same request', () => {
    expect(plan({}, phone)).toEqual(plan({}, phone))
  })
})

test('there is no time after the last one', () => {
  const { file, problems } = plan({}, phone, { existing: ['9999999999999-mine.ts'] })
  expect(file).toBeNull()
  expect(problems).toEqual([expect.stringContaining('has the time 9999999999999')])
  expect(plan({}, phone, { existing: ['9999999999999-notes.md'] }).file).not.toBeNull()
})

describe('a loss needs --allow-destructive', () => {
  const text = (more: object = {}) => fields({ phone: { type: 'String', nullable: true, ...more } })

  test.each([
    ['a dropped field', phone, {}, 'phone would be dropped with its values'],
    ['a shorter text', text(), text({ maxLength: 9 }), 'phone would hold only 9 characters'],
    ['a unique field', text(), text({ unique: true }), 'phone would be unique'],
    [
      'a required field',
      text({ default: '' }),
      text({ default: '', nullable: false }),
      'phone would be required',
    ],
    [
      'a type that holds less',
      text(),
      fields({ phone: { type: 'Int', nullable: true } }),
      'phone would change from String to Int',
    ],
    [
      'refresh tokens',
      {},
      { GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } },
      'refresh_tokens would be dropped, and all users would have to log in again',
    ],
    ['the username', {}, { USERNAME_FIELD: 'email' }, 'username would be dropped with its values'],
    [
      'a field that becomes the username',
      { USERNAME_FIELD: 'email', ...fields({ handle: { type: 'String', default: '' } }) },
      { USERNAME_FIELD: 'handle' },
      'handle would be unique',
    ],
  ])('%s', (_, before, after, loss) => {
    const refused = plan(before, after)
    expect(refused.file).toBeNull()
    expect(refused.problems).toContain(`${loss}; add --allow-destructive if you want that`)
    const allowed = plan(before, after, { allowDestructive: true })
    expect(allowed.problems).toEqual([])
    expect(allowed.file).not.toBeNull()
  })

  test.each([
    ['Int', 'Float'],
    ['Int', 'String'],
    ['Float', 'String'],
    ['Boolean', 'Int'],
    ['Date', 'DateTime'],
    ['Date', 'String'],
    ['DateTime', 'String'],
  ])('but none is %s to %s', (from, to) => {
    const before = fields({ phone: { type: from, nullable: true } })
    const after = fields({ phone: { type: to, nullable: true } })
    expect(plan(before, after).problems).toEqual([])
  })

  test('a text too short for a number is one', () => {
    const before = fields({ phone: { type: 'Int', nullable: true } })
    const after = fields({ phone: { type: 'String', maxLength: 10, nullable: true } })
    expect(plan(before, after).problems[0]).toContain('phone would hold only 10 characters')
  })
})

describe('a rename', () => {
  test('is never guessed, but shown', () => {
    const { file, problems } = plan(phone, mobile)
    expect(file).toBeNull()
    expect(problems).toEqual([
      'phone would be dropped with its values; if it was only renamed: --rename phone=mobile; add --allow-destructive if you want that',
    ])
  })

  test('is not a loss', () => {
    const { file, summary } = plan(phone, mobile, { renames: { phone: 'mobile' } })
    expect(summary).toEqual(['renames the column phone to mobile'])
    expect(file?.path).toContain('-rename-phone-to-mobile.ts')
  })

  test('may be written in snake_case', () => {
    const [before, after] = ['homePhone', 'workPhone'].map((name) =>
      fields({ [name]: { type: 'String', nullable: true } }),
    )
    const { summary } = plan(before ?? {}, after ?? {}, { renames: { home_phone: 'work_phone' } })
    expect(summary).toEqual(['renames the column home_phone to work_phone'])
  })

  test('that is done already is not a mistake', () => {
    expect(plan(mobile, mobile, { renames: { phone: 'mobile' } })).toEqual(nothing)
  })

  test.each([
    [
      'of a field that never was',
      phone,
      mobile,
      { fax: 'mobile' },
      'the project has no field "fax"',
    ],
    [
      'to a field that is not there',
      phone,
      {},
      { phone: 'fax' },
      'graphql-auth.json has no field "fax"',
    ],
    [
      'of a field that is still there',
      phone,
      fields({ ...phone.USER_FIELDS, ...mobile.USER_FIELDS }),
      { phone: 'mobile' },
      'graphql-auth.json still has the field "phone"',
    ],
    [
      'to a field that was there',
      fields({ ...phone.USER_FIELDS, ...mobile.USER_FIELDS }),
      mobile,
      { phone: 'mobile' },
      'the project already has a field "mobile"',
    ],
    [
      'of a built-in field',
      {},
      mobile,
      { firstName: 'mobile' },
      'graphql-auth.json still has the field "firstName"',
    ],
  ])('%s is refused', (_, before, after, renames, reason) => {
    const [[from, to] = []] = Object.entries(renames)
    expect(plan(before, after, { renames, allowDestructive: true })).toEqual({
      ...nothing,
      problems: [`--rename ${from}=${to}: ${reason}`],
    })
  })

  test('of two fields to one is refused', () => {
    const before = fields({ ...phone.USER_FIELDS, fax: { type: 'String', nullable: true } })
    const renames = { phone: 'mobile', fax: 'mobile' }
    expect(plan(before, mobile, { renames }).problems).toEqual([
      '--rename: two fields cannot both become "mobile"',
    ])
  })
})

test('the e-mail cannot become another field that was there', () => {
  const before = fields({ contact: { type: 'String', default: '' } })
  const { file, problems } = plan(before, { EMAIL_FIELD: 'contact' }, { allowDestructive: true })
  expect(file).toBeNull()
  expect(problems).toEqual([
    'EMAIL_FIELD: "contact" cannot replace "email", whose addresses are verified; choose a new name to rename it',
  ])
})

describe.each(['postgres', 'mysql'] as const)('another database, %s,', (database) => {
  const { settings } = projectWith({})
  const after = { ...settings, database }
  const request = { before: settings, after, renames: new Map(), now: new Date(NOW) }

  test('begins again in a folder of its own, and data is not moved', () => {
    const existing = ['1767323045000-initial.ts']
    const planned = planMigration({ ...request, allowDestructive: false, existing })
    expect(planned).toMatchObject({ file: null, problems: [] })
    expect(planned.notes[0]).toBe(
      `database: ${database} instead of sqlite: new migrations start in src/database/migrations/${database}; data is not moved`,
    )
    expect(planned.notes[1]).toContain('dumpdata')
    expect(planned.notes).toHaveLength(2)
    const own = ['sqlite/1767323045001-add-notes.ts']
    const { notes } = planMigration({ ...request, allowDestructive: false, existing, own })
    expect(notes[2]).toContain('your own tables start over, too')
  })

  test('that the project had before is refused: its tables may be others', () => {
    const existing = ['1767323045000-initial.ts', `${database}/1767323045000-initial.ts`]
    const problem = `database: src/database/migrations/${database} has earlier migrations for ${database}, whose tables may differ: move them away first, and start with an empty database`
    expect(planMigration({ ...request, allowDestructive: true, existing }).problems).toEqual([
      problem,
    ])
    const back = { ...request, before: after, after: settings, allowDestructive: true }
    expect(planMigration({ ...back, existing }).problems).toEqual([
      'database: src/database/migrations has earlier migrations for sqlite, whose tables may differ: move them away first, and start with an empty database',
    ])
  })
})
