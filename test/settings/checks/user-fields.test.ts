import { describe, expect, test } from 'vitest'
import { parseSettings } from '../../../src/settings/read/parse.js'

/** The mistakes of a file that declares fields; all are optional, so that register need not have them. */
function problemsOf(fields: Record<string, object>, more: object = {}): string[] {
  const result = parseSettings({ USER_FIELDS: fields, ...more })
  return 'problems' in result ? result.problems : []
}

const optional = { type: 'String', nullable: true }

describe('names', () => {
  test.each([
    ['phone'],
    ['luckyNumber'],
    ['lucky_number'],
    ['address2'],
    ['type'],
    ['name'],
    ['birthday'],
    ['language'],
    ['a'],
  ])('%s may be a field', (name) => {
    expect(problemsOf({ [name]: optional })).toEqual([])
  })

  test.each([
    ['__typename', 'starts with "__", which GraphQL and JavaScript reserve'],
    ['class', 'is a reserved word of TypeScript'],
    ['true', 'is a reserved word of TypeScript'],
    ['null', 'is a reserved word of TypeScript'],
    ['constructor', 'is a member of every JavaScript object'],
    ['toString', 'is a member of every JavaScript object'],
    ['hasOwnProperty', 'is a member of every JavaScript object'],
    ['prototype', 'is a member of every JavaScript object'],
    ['select', 'is a reserved word of SQL'],
    ['order', 'is a reserved word of SQL'],
    ['user', 'is a reserved word of SQL'],
    ['currentUser', 'is a reserved word of SQL'],
    [
      'Phone',
      'is not a valid field name; start with a lowercase letter, then letters and digits, such as "phoneNumber"',
    ],
    [
      '2nd',
      'is not a valid field name; start with a lowercase letter, then letters and digits, such as "phoneNumber"',
    ],
    [
      'a-b',
      'is not a valid field name; start with a lowercase letter, then letters and digits, such as "phoneNumber"',
    ],
    [
      'größe',
      'is not a valid field name; start with a lowercase letter, then letters and digits, such as "phoneNumber"',
    ],
    ['a'.repeat(31), 'is longer than 30 characters'],
  ])('%s is refused', (name, why) => {
    expect(problemsOf({ [name]: optional })).toEqual([`USER_FIELDS.${name}: "${name}" ${why}`])
  })

  test('the name of the key of the username is taken, where there is one', () => {
    expect(problemsOf({ usernameKey: optional })).toEqual([
      'USER_FIELDS.usernameKey: "usernameKey" is used to keep usernames unique; choose another',
    ])
    expect(problemsOf({ nicknameKey: optional }, { USERNAME_FIELD: 'nickname' })).toHaveLength(1)
    expect(problemsOf({ emailKey: optional }, { USERNAME_FIELD: 'email' })).toEqual([])
  })

  test.each(['xmin', 'tableoid', 'pkey', 'idSeq'])(
    '%s is what PostgreSQL calls its own',
    (name) => {
      expect(problemsOf({ [name]: optional }, { database: 'postgres' })).toEqual([
        `USER_FIELDS.${name}: "${name}" is reserved by PostgreSQL; choose another`,
      ])
      expect(problemsOf({ [name]: optional }, { database: 'sqlite' })).toEqual([])
    },
  )

  describe('on MySQL', () => {
    const mysql = (fields: Record<string, object>, more: object = {}) =>
      problemsOf(fields, { database: 'mysql', ...more })
    const text = (maxLength: number, more: object = {}) => ({ ...optional, maxLength, ...more })

    test('a unique text has the length of an index at most', () => {
      expect(mysql({ code: text(768, { unique: true }) })).toEqual([])
      const long = { code: text(769, { unique: true }) }
      expect(mysql(long)).toEqual([
        'USER_FIELDS.code: "maxLength" must be at most 768: MySQL cannot keep longer texts unique',
      ])
      expect(problemsOf(long, { database: 'postgres' })).toEqual([])
    })

    test('a username has half of it, since its canonical form may be longer', () => {
      const username = (maxLength: number) => ({ handle: { type: 'String', maxLength } })
      const more = { USERNAME_FIELD: 'handle' }
      expect(mysql(username(384), more)).toEqual([])
      expect(mysql(username(385), more)).toEqual([
        'USER_FIELDS.handle: "maxLength" must be at most 384: MySQL cannot keep longer texts unique',
      ])
    })

    test('all texts have their place in a row', () => {
      expect(mysql({ a: text(10_000), b: text(4647) })).toEqual([])
      expect(mysql({ a: text(10_000), b: text(5000) })).toEqual([
        'USER_FIELDS: would take 66,946 bytes of MySQL, which has 65,535 per user, four per character: make texts shorter',
      ])
      expect(problemsOf({ a: text(10_000), b: text(10_000) })).toEqual([])
    })
  })

  test('__proto__ is refused, and pollutes nothing', () => {
    const file: unknown = JSON.parse('{ "USER_FIELDS": { "__proto__": { "type": "String" } } }')
    expect(parseSettings(file)).toEqual({
      problems: [
        'USER_FIELDS.__proto__: "__proto__" starts with "__", which GraphQL and JavaScript reserve',
      ],
    })
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test.each(['id', 'pk', 'password', 'isStaff', 'is_staff', 'status', 'token', 'clientMutationId'])(
    '%s is taken',
    (name) => {
      expect(problemsOf({ [name]: optional })[0]).toMatch(/is a built-in name/)
    },
  )

  test('names may not differ in case only', () => {
    expect(problemsOf({ luckyNumber: optional, luckynumber: optional })).toEqual([
      'USER_FIELDS.luckynumber: "luckynumber" differs from "luckyNumber" in case only; choose another',
    ])
    expect(problemsOf({ userName: optional })).toEqual([
      'USER_FIELDS.userName: "userName" differs from "username" in case only; choose another',
    ])
    expect(problemsOf({ firstname: optional })).toEqual([
      'USER_FIELDS.firstname: "firstname" differs from "firstName" in case only; choose another',
    ])
  })

  test('both spellings of one field are one too many', () => {
    expect(problemsOf({ luckyNumber: optional, lucky_number: optional })).toEqual([
      'USER_FIELDS.lucky_number: is the same field as USER_FIELDS.luckyNumber; remove one',
    ])
  })

  test('USERNAME_FIELD and EMAIL_FIELD follow the same rules', () => {
    expect(problemsOf({}, { USERNAME_FIELD: 'table', EMAIL_FIELD: 'isStaff' })).toEqual([
      'USERNAME_FIELD: "table" is a reserved word of SQL',
      'EMAIL_FIELD: "isStaff" is a built-in name of the user or of its mutations; choose another',
    ])
  })
})

describe('definitions', () => {
  test.each<[unknown, string]>([
    ['String', 'must be an object like { "type": "String" }, not "String"'],
    [{ nullable: true }, '"type" is missing; one of String, Int, Float, Boolean, Date, DateTime'],
    [
      { type: 'Integer' },
      'unknown type "Integer"; one of String, Int, Float, Boolean, Date, DateTime',
    ],
    [{ type: 'Datetime' }, 'unknown type "Datetime"; did you mean "DateTime"?'],
    [{ ...optional, nulable: true }, 'unknown property "nulable"; did you mean "nullable"?'],
    [{ type: 'String', nullable: 'yes' }, '"nullable" must be true or false, not "yes"'],
    [{ ...optional, maxLength: 0 }, '"maxLength" must be a whole number from 1 to 10000, not 0'],
    [{ type: 'Int', nullable: true, maxLength: 3 }, '"maxLength" belongs to String fields only'],
    [{ type: 'Int', default: 'x' }, '"default" must be of type Int, not "x"'],
    [{ type: 'Int', default: 2 ** 31 }, '"default" must be of type Int, not 2147483648'],
    [{ type: 'Date', default: '2026-02-30' }, '"default" must be of type Date, not "2026-02-30"'],
    ...[
      { type: 'Date', default: '0000-01-01' },
      { type: 'Date', default: '0000-12-31' },
      { type: 'DateTime', default: '0000-06-01T00:00:00Z' },
      { type: 'DateTime', default: '0001-01-01T00:00:00+01:00' },
      { type: 'DateTime', default: '9999-12-31T23:59:00-01:00' },
    ].map((field): [object, string] => [
      field,
      `"default" "${field.default}" is before the year 1 or after the year 9999 in UTC: databases cannot store it`,
    ]),
    [{ type: 'DateTime', default: 'now' }, '"default" must be of type DateTime, not "now"'],
    [{ type: 'String', maxLength: 2, default: 'abc' }, '"default" is longer than 2 characters'],
    [
      { type: 'String', unique: true, default: 'abc' },
      'a unique field cannot have a "default": two users would share it',
    ],
    [{ type: 'Boolean', nullable: true, unique: true }, 'a Boolean field cannot be unique'],
  ])('%j', (field, why) => {
    const result = parseSettings({ USER_FIELDS: { extra: field } })
    expect(result).toEqual({ problems: [`USER_FIELDS.extra: ${why}`] })
  })

  test.each([
    [{ type: 'String', default: '' }],
    [{ type: 'Int', default: -7 }],
    [{ type: 'Float', default: 0.5 }],
    [{ type: 'Boolean', default: false }],
    [{ type: 'Date', default: '2026-02-28' }],
    [{ type: 'Date', default: '0001-01-01' }],
    [{ type: 'DateTime', default: '0001-01-01T00:00:00Z' }],
    [{ type: 'DateTime', default: '2026-02-28T12:00:00Z' }],
  ])('%j has a good default', (field) => {
    expect(problemsOf({ extra: field })).toEqual([])
  })

  test('the username may be declared, to bound its length, but stays what it is', () => {
    expect(problemsOf({ username: { type: 'String', maxLength: 30 } })).toEqual([])
    const wrong = { type: 'Int', nullable: true, unique: false }
    expect(problemsOf({ username: wrong })).toEqual([
      'USER_FIELDS.username: must be a String: users log in or get mail with it',
      'USER_FIELDS.username: cannot be nullable: every user has one',
      'USER_FIELDS.username: is always unique: it identifies users',
    ])
  })
})
