import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type SettingTypeName, VALUE_TYPES } from '../../../src/settings/table/value-types.js'
import { show } from '../../../src/settings/values/json.js'
import { problemsIn, type ValueType } from '../../../src/settings/values/value-type.js'

/** Values that each type takes, and values that it refuses. */
const EXAMPLES: Readonly<Record<SettingTypeName, { good: unknown[]; bad: unknown[] }>> = {
  boolean: { good: [true, false], bad: ['true', 1, null] },
  duration: { good: [1, '1s', '90s', '2w'], bad: [0, '0s', -1, 1.5, '1 h', 'h', null, true] },
  'duration-or-zero': { good: [0, '0s', 5], bad: [-1, '-1s', ''] },
  'byte-count': { good: [16, 20, 128], bad: [15, 129, 20.5, '20'] },
  'text-or-null': { good: [null, 'shop', 'my shop'], bad: ['', ' shop', 7, 'x'.repeat(300)] },
  'email-address': {
    good: ['a@b.cd', 'Shop <a@b.cd>', 'Shop, Inc. <us@bücher.example>', '"A \\"B\\" <c>" <a@b.cd>'],
    bad: ['a', 'a@b.cd, d@e.fg', null, ' ', 7],
  },
  'link-path': {
    good: ['activate', 'account/activate', '#/activate', 'a.b'],
    bad: ['', '/activate', 'activate/', 'https://evil.example', '../x', 'a/../b', 'a?b', 'a b'],
  },
  'template-path': {
    good: ['emails/activation.html.ejs', 'mails/subject.txt'],
    bad: ['/etc/passwd.ejs', '../x.ejs', 'emails/../../x.ejs', 'emails', 'C:\\x.ejs', null],
  },
  variables: {
    good: [{}, { shopName: 'x', list: [1], _a: null }],
    bad: [
      ...['token', 'link', 'user', 'siteName', 'timestamp', 'request'].map((name) => ({
        [name]: 1,
      })),
      ...['include', 'escapeFn', 'locals', 'rethrow', '__append', 'Date'].map((name) => ({
        [name]: 1,
      })),
      ...[{ 'a-b': 1 }, { class: 1 }, { constructor: 1 }, JSON.parse('{"__proto__":1}'), [], null],
    ],
  },
  algorithm: { good: ['HS256', 'RS512', 'ES256'], bad: ['none', 'hs256', 'EdDSA', null] },
  'header-name': { good: ['Authorization', 'X-Auth-2'], bad: ['', 'X Auth', 'X:', 7] },
  'header-prefix': { good: ['JWT', 'Bearer'], bad: ['', 'J W T', 'JWT '] },
  'argument-name': { good: ['token', 'accessToken', '_t'], bad: ['', '2nd', '__token', 'a-b'] },
  'cookie-mode': { good: ['off', 'refresh', 'both'], bad: [null, false, 'access'] },
  'cookie-name': { good: ['JWT', 'JWT-refresh-token'], bad: ['', 'a b', 'a;b', '__Host-JWT', 7] },
  'cookie-path': { good: ['/', '/graphql'], bad: ['', 'graphql', '/a;b', '/a b'] },
  'cookie-domain': { good: [null, 'example.com'], bad: ['', 'localhost', '.a.b', 'a.b;c', '/'] },
  'same-site': { good: [null, 'Lax', 'strict', 'None'], bad: ['LAX', true, ''] },
  'no-csrf-rotation': { good: [false], bad: [true, null] },
  hook: { good: [null, 'makePayload', '$x'], bad: ['', 'a.b', 'a()'] },
  module: {
    good: [null, 'src/errors-serializer.ts', 'src/graphql/errors.ts'],
    bad: ['errors.ts', 'src/errors.js', 'src/../x.ts', '/src/x.ts'],
  },
  'mail-task': { good: [false, 'outbox', 'queue'], bad: [true, 'celery', null] },
  'boolean-or-null': { good: [true, false, null], bad: ['yes', 0] },
  'duration-or-false': { good: [false, '10s', 5, 0, '0s'], bad: [true, null, -1, 'soon'] },
  'duration-or-null': { good: [null, '90d', 5], bad: [false, 0, 'soon'] },
  'password-hasher': { good: ['bcrypt', 'argon2id'], bad: ['scrypt', 'argon2', null] },
  'bcrypt-cost': { good: [4, 11, 16], bad: [3, 17, 11.5, '11', null] },
  compatibility: { good: [null, 'django'], bad: ['Django', false] },
  'users-access': { good: [null, 'anyone', 'staff'], bad: ['nobody', true] },
  enumeration: { good: ['off', 'mail', 'strict'], bad: [false, null, 'Mail'] },
  'rate-limits': {
    good: [false, {}, { loginByAccount: '5/1m', mailByAddress: false }],
    bad: [
      ...[true, null, [], { login: '5/1m' }, { loginByAccount: '5' }, { loginByAccount: '0/1m' }],
      ...[{ registerByAddress: '20/25d' }, { mailByAddress: '1000000/1h' }],
    ],
  },
  'graphql-limits': {
    good: [false, {}, { depth: 12 }],
    bad: [true, null, { deep: 12 }, { depth: '12' }, { depth: 0 }],
  },
  'password-validators': {
    good: [{}, { minLength: 15, breached: true }],
    bad: [false, [], { minLength: 0 }, { common: 'yes' }, { min_length: 8 }],
  },
  fields: { good: [[], ['email']], bad: ['email', [1], {}, null] },
  'field-types': {
    good: [[], ['email'], {}, { email: 'String', id: 'ID' }],
    bad: ['email', { email: 'Text' }, { email: null }, 7],
  },
  lookups: {
    good: [{}, { email: ['exact', 'isnull'] }],
    bad: [[], { email: 'exact' }, { email: [] }, { email: ['like'] }],
  },
  queries: {
    good: [['me'], ['me', 'sessions'], ['UserQuery', 'MeQuery']],
    bad: [[], 'me', ['nobody'], null],
  },
  'mutation-names': {
    good: [['tokenAuth'], ['Register', 'graphql_auth.mutations.DeleteAccount']],
    bad: [[], 'register', ['nothing'], null],
  },
  mutations: {
    good: [[], ['register', 'graphql_auth.relay.Register']],
    bad: ['register', ['nothing'], ['DeleteAccount'], ['passwordChange']],
  },
  'staff-mutations': {
    good: [true, false, [], ['verifyUser', 'activateUser']],
    bad: ['verifyUser', 1, null, {}, ['nothing'], ['register'], ['VerifyUser'], [true]],
  },
}

describe.each(Object.entries(EXAMPLES))('%s', (name, { good, bad }) => {
  const type = typeNamed(name)

  test.each(good.map((value) => [value]))('takes %j', (value) => {
    expect(problemsIn(type, value)).toEqual([])
  })

  test.each(bad.map((value) => [value]))('refuses %j', (value) => {
    expect(problemsIn(type, value)).not.toEqual([])
  })

  test('has a JSON Schema that accepts what it takes', () => {
    const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(type.schema)))
    for (const value of good) expect(schema.safeParse(value).success, show(value)).toBe(true)
  })

  test('has patterns that mean the same to editors, which read them as Unicode', () => {
    for (const [, pattern] of JSON.stringify(type.schema).matchAll(
      /"pattern":("(?:[^"\\]|\\.)*")/g,
    )) {
      const source: unknown = JSON.parse(pattern ?? '')
      expect(() => new RegExp(String(source), 'u')).not.toThrow()
    }
  })
})

function typeNamed(name: string): ValueType<unknown> {
  const type = new Map<string, ValueType<unknown>>(Object.entries(VALUE_TYPES)).get(name)
  if (!type) throw new Error(`There is no type ${name}.`)
  return type
}
