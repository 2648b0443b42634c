import { describe, expect, test } from 'vitest'
import { parseSettings } from '../../../src/settings/read/parse.js'
import { resolveSettings } from '../../../src/settings/read/resolve.js'

const USER_FIELDS = {
  phone: { type: 'String', nullable: true },
  badge: { type: 'String', nullable: true, unique: true },
  luckyNumber: { type: 'Int', nullable: true },
  born: { type: 'Date', nullable: true },
  subscribed: { type: 'Boolean', default: false },
}

/** The mistakes of GRAPHQL_AUTH over a user model with these fields. */
function problemsOf(GRAPHQL_AUTH: object, fields: object = USER_FIELDS): string[] {
  const result = parseSettings({ USER_FIELDS: fields, GRAPHQL_AUTH })
  return 'problems' in result ? result.problems : []
}

describe('LOGIN_ALLOWED_FIELDS', () => {
  const problems = (names: unknown) => problemsOf({ LOGIN_ALLOWED_FIELDS: names })

  test('takes unique texts', () => {
    expect(problems(['badge', 'email'])).toEqual([])
  })

  test.each<[unknown, string]>([
    [['usernme'], '"usernme" is not a field of the user model; did you mean "username"?'],
    [
      ['phone'],
      '"phone" does not identify a user: a login field must be a unique String; one of badge, email, username',
    ],
    [
      ['password'],
      '"password" does not identify a user: a login field must be a unique String; one of badge, email, username',
    ],
    [['email', 'email'], '"email" is listed twice'],
    [[], 'is empty: no one could log in'],
    ['email', 'must be a list of field names, not "email"'],
  ])('%j is refused', (names, why) => {
    expect(problems(names)).toEqual([`GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS: ${why}`])
  })
})

describe('arguments of register', () => {
  const key = 'GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS'

  test('list and object say the same', () => {
    expect(problemsOf({ REGISTER_MUTATION_FIELDS: ['email', 'username', 'phone'] })).toEqual([])
    const types = { email: 'String', username: 'String', luckyNumber: 'Int', born: 'Date' }
    expect(problemsOf({ REGISTER_MUTATION_FIELDS: types })).toEqual([])
  })

  test('a list means String', () => {
    expect(problemsOf({ REGISTER_MUTATION_FIELDS: ['email', 'username', 'luckyNumber'] })).toEqual([
      `${key}: "luckyNumber" is of type Int in the user model, not String: write { "luckyNumber": "Int" }`,
    ])
  })

  test('a user cannot be without username and e-mail', () => {
    expect(problemsOf({ REGISTER_MUTATION_FIELDS: [] })).toEqual([
      `${key}: "email" is missing: every user needs it; add it`,
      `${key}: "username" is missing: every user needs it; add it`,
    ])
  })

  test('a field that needs a value must be asked for', () => {
    expect(problemsOf({}, { shoeSize: { type: 'Int' } })).toEqual([
      `${key}: "shoeSize" is missing: USER_FIELDS.shoeSize needs a value; add it here, or make the field nullable or give it a default`,
    ])
  })

  test('what is required is not optional', () => {
    const both = ['email', 'username', 'phone']
    expect(
      problemsOf({ REGISTER_MUTATION_FIELDS: both, REGISTER_MUTATION_FIELDS_OPTIONAL: ['phone'] }),
    ).toEqual([`${key}_OPTIONAL: "phone" is also in REGISTER_MUTATION_FIELDS; remove one`])
  })

  test('a type must be one of the seven', () => {
    const types = { email: 'String', username: 'Text' }
    expect(problemsOf({ REGISTER_MUTATION_FIELDS: types })[0]).toBe(
      `${key}: "username": unknown type "Text"; one of String, Int, Float, Boolean, Date, DateTime, ID`,
    )
  })

  test('a field that the model lacks', () => {
    expect(problemsOf({ REGISTER_MUTATION_FIELDS_OPTIONAL: ['phoen'] })).toEqual([
      `${key}_OPTIONAL: "phoen" is not a field of the user model; did you mean "phone"?`,
    ])
  })
})

describe('mass assignment (S51)', () => {
  const names = ['id', 'password', 'isStaff', 'isSuperuser', 'isActive', 'dateJoined', 'lastLogin']

  test.each(names)('%s cannot be set by clients', (name) => {
    for (const setting of ['REGISTER_MUTATION_FIELDS_OPTIONAL', 'UPDATE_MUTATION_FIELDS']) {
      expect(problemsOf({ [setting]: [name] })).toEqual([
        `GRAPHQL_AUTH.${setting}: "${name}" cannot be set by clients; remove it`,
      ])
    }
  })

  test('updateAccount may change username and e-mail', () => {
    expect(problemsOf({ UPDATE_MUTATION_FIELDS: ['username', 'email', 'phone'] })).toEqual([])
  })
})

describe('USER_NODE_FILTER_FIELDS', () => {
  const key = 'GRAPHQL_AUTH.USER_NODE_FILTER_FIELDS'
  const problems = (filters: unknown) => problemsOf({ USER_NODE_FILTER_FIELDS: filters })

  test('has by default none for a field that is not shown (S54)', () => {
    const { GRAPHQL_AUTH } = resolveSettings({
      GRAPHQL_AUTH: { USER_NODE_EXCLUDE_FIELDS: ['password', 'email', 'secondaryEmail'] },
    })
    expect(Object.keys(GRAPHQL_AUTH.USER_NODE_FILTER_FIELDS)).toEqual([
      ...['username', 'isActive', 'status.archived', 'status.verified'],
    ])
  })

  test('takes lookups that the types allow', () => {
    const filters = {
      phone: ['icontains', 'isnull', 'in'],
      luckyNumber: ['exact', 'gte', 'lt'],
      born: ['gt'],
      lastLogin: ['isnull', 'lte'],
      'status.secondaryEmail': ['iexact'],
    }
    expect(problems(filters)).toEqual([])
  })

  test.each<[object, string]>([
    [{ luckyNumber: ['icontains'] }, '"luckyNumber" is of type Int; icontains works on String'],
    [
      { subscribed: ['gt'] },
      '"subscribed" is of type Boolean; gt works on String, Int, Float, Date, DateTime',
    ],
    [{ username: ['isnull'] }, '"username": isnull has no effect, because the field is never null'],
    [
      { username: ['like'] },
      '"username": unknown lookup "like"; one of exact, iexact, contains, icontains, startswith, istartswith, endswith, iendswith, in, gt, gte, lt, lte, isnull',
    ],
    [{ username: [] }, '"username" must be a list of lookups like ["exact"], not []'],
    [{ password: ['exact'] }, '"password" is never filterable; remove it'],
    [{ id: ['exact'] }, '"id" is not filterable; ask user(id) instead'],
    [
      { 'status.verifed': ['exact'] },
      '"status.verifed" is not a field to filter by; did you mean "status.verified"?',
    ],
  ])('%j is refused', (filters, why) => {
    expect(problems(filters)).toEqual([`${key}: ${why}`])
  })

  test('a field cannot take the name of an argument of the connection', () => {
    const fields = { last: { type: 'Int', nullable: true } }
    expect(problemsOf({ USER_NODE_FILTER_FIELDS: { last: ['exact'] } }, fields)).toEqual([
      `${key}: "last" is already an argument of the connection`,
    ])
  })
})

describe('USER_NODE_EXCLUDE_FIELDS', () => {
  const key = 'GRAPHQL_AUTH.USER_NODE_EXCLUDE_FIELDS'

  test.each<[string[], string[]]>([
    [['password', 'lastLogin', 'phone', 'secondaryEmail', 'pk'], []],
    [['isSuperuser'], ['"password" is missing: hashes are never shown; add it']],
    [['password', 'id'], ['"id" cannot be left out: UserNode implements Node']],
    [['password', 'emial'], ['"emial" is not a field of UserNode; did you mean "email"?']],
  ])('%j', (names, why) => {
    const lines = why.map((text) => `${key}: ${text}`)
    expect(problemsOf({ USER_NODE_EXCLUDE_FIELDS: names })).toEqual(lines)
  })
})
