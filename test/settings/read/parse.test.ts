import { describe, expect, test } from 'vitest'
import { parseFormerSettings, parseSettings } from '../../../src/settings/read/parse.js'
import type { Settings, SettingsFile } from '../../../src/settings/types.js'
import { parseDuration } from '../../../src/settings/values/duration.js'

function problemsOf(file: unknown): string[] {
  const result = parseSettings(file)
  return 'problems' in result ? result.problems : []
}

function parsed(file: unknown): { settings: Settings; file: SettingsFile } {
  const result = parseSettings(file)
  if ('problems' in result) throw new Error(result.problems.join('\n'))
  return result
}

const auth = (settings: object) => ({ GRAPHQL_AUTH: settings })
const jwt = (settings: object) => ({ GRAPHQL_JWT: settings })
const fields = (settings: object) => ({ USER_FIELDS: settings })

describe('an empty file', () => {
  test('means all defaults', () => {
    const { settings } = parsed({})
    expect(settings).toMatchObject({
      flavor: 'graphql',
      database: 'sqlite',
      USERNAME_FIELD: 'username',
      EMAIL_FIELD: 'email',
      USER_FIELDS: {},
    })
    expect(settings.GRAPHQL_AUTH).toMatchObject({
      LOGIN_ALLOWED_FIELDS: ['email', 'username'],
      REGISTER_MUTATION_FIELDS: { email: 'String', username: 'String' },
      UPDATE_MUTATION_FIELDS: { firstName: 'String', lastName: 'String' },
    })
    expect(settings.GRAPHQL_JWT).toMatchObject({ JWT_LONG_RUNNING_REFRESH_TOKEN: true })
  })

  test('is written with the keys that say what the project is', () => {
    expect(parsed({}).file).toEqual({
      flavor: 'graphql',
      database: 'sqlite',
      USERNAME_FIELD: 'username',
      EMAIL_FIELD: 'email',
      USER_FIELDS: {},
      GRAPHQL_AUTH: {},
      GRAPHQL_JWT: {},
    })
  })
})

describe('defaults follow the names of the identity fields', () => {
  test('e-mail as the username', () => {
    const { GRAPHQL_AUTH } = parsed({ USERNAME_FIELD: 'email' }).settings
    expect(GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS).toEqual(['email'])
    expect(GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS).toEqual({ email: 'String' })
    expect(Object.keys(GRAPHQL_AUTH.USER_NODE_FILTER_FIELDS)).not.toContain('username')
    expect(GRAPHQL_AUTH.USER_NODE_FILTER_FIELDS.email).toEqual([
      'exact',
      'icontains',
      'istartswith',
    ])
  })

  test('another e-mail field, written in snake_case', () => {
    const { settings } = parsed({ EMAIL_FIELD: 'primary_email' })
    expect(settings.EMAIL_FIELD).toBe('primaryEmail')
    expect(settings.GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS).toEqual(['primaryEmail', 'username'])
  })

  test('a name that has become free may be an extra field', () => {
    expect(problemsOf({ EMAIL_FIELD: 'primaryEmail', ...extra('email') })).toEqual([])
    expect(problemsOf({ USERNAME_FIELD: 'email', ...extra('username') })).toEqual([])
  })

  function extra(name: string) {
    return fields({ [name]: { type: 'String', nullable: true } })
  }
})

describe('values are read', () => {
  test.each([
    [90, 90],
    ['90s', 90],
    ['5m', 300],
    ['1h', 3600],
    ['7d', 604_800],
    ['2w', 1_209_600],
  ])('duration %j is %d seconds', (written, seconds) => {
    expect(parseDuration(written)).toBe(seconds)
    expect(problemsOf(jwt({ JWT_EXPIRATION_DELTA: written }))).toEqual([])
  })

  test('snake_case names are the same fields', () => {
    const { settings } = parsed({
      ...fields({ lucky_number: { type: 'Int', nullable: true } }),
      ...auth({
        UPDATE_MUTATION_FIELDS: { first_name: 'String', luckyNumber: 'Int' },
        USER_NODE_FILTER_FIELDS: { lucky_number: ['gte'], 'status.secondary_email': ['isnull'] },
        USER_NODE_EXCLUDE_FIELDS: ['password', 'is_superuser', 'last_login'],
      }),
    })
    expect(settings.USER_FIELDS).toEqual({ luckyNumber: { type: 'Int', nullable: true } })
    expect(settings.GRAPHQL_AUTH).toMatchObject({
      UPDATE_MUTATION_FIELDS: { firstName: 'String', luckyNumber: 'Int' },
      USER_NODE_FILTER_FIELDS: { luckyNumber: ['gte'], 'status.secondaryEmail': ['isnull'] },
      USER_NODE_EXCLUDE_FIELDS: ['password', 'isSuperuser', 'lastLogin'],
    })
  })

  test('classes of the original are the mutations they make', () => {
    const classes = [
      'graphql_auth.mutations.Register',
      'graphql_auth.relay.ObtainJSONWebToken',
      'VerifyToken',
      'revokeToken',
    ]
    const { settings } = parsed(jwt({ JWT_ALLOW_ANY_CLASSES: classes }))
    expect(settings.GRAPHQL_JWT.JWT_ALLOW_ANY_CLASSES).toEqual([
      'register',
      'tokenAuth',
      'verifyToken',
      'revokeToken',
    ])
  })

  test('an ID may stand for a String or an Int', () => {
    const file = {
      ...fields({ code: { type: 'Int', nullable: true } }),
      ...auth({ UPDATE_MUTATION_FIELDS: { code: 'ID', firstName: 'ID' } }),
    }
    expect(problemsOf(file)).toEqual([])
  })

  test('with COMPATIBILITY a value is written although it is the default without', () => {
    const given = { COMPATIBILITY: 'django', RATE_LIMIT: false, REFRESH_TOKEN_ROTATION: true }
    const { GRAPHQL_AUTH } = parsed(auth(given)).file
    expect(GRAPHQL_AUTH).toEqual({ COMPATIBILITY: 'django', REFRESH_TOKEN_ROTATION: true })
  })

  test('values equal to the defaults are not written, others as the user wrote them', () => {
    const { file } = parsed({
      ...auth({ EXPIRATION_ACTIVATION_TOKEN: 604_800, EXPIRATION_PASSWORD_RESET_TOKEN: '2h' }),
      ...jwt({ JWT_LEEWAY: '0s', JWT_ALGORITHM: 'HS512' }),
    })
    expect(file.GRAPHQL_AUTH).toEqual({ EXPIRATION_PASSWORD_RESET_TOKEN: '2h' })
    expect(file.GRAPHQL_JWT).toEqual({ JWT_ALGORITHM: 'HS512' })
  })
})

describe('one mistake is one line', () => {
  test.each<[unknown, string]>([
    [[], 'the settings must be a JSON object, not []'],
    [{ flavour: 'relay' }, 'flavour: is not a valid key; did you mean "flavor"?'],
    [{ flavor: 'rest' }, 'flavor: unknown flavor "rest"; one of graphql, relay'],
    [{ database: 'sqlit' }, 'database: unknown database "sqlit"; did you mean "sqlite"?'],
    [
      auth({ QUERIES: ['constructor'] }),
      'GRAPHQL_AUTH.QUERIES: unknown query "constructor"; one of me, user, users, sessions',
    ],
    [
      {
        ...auth({ MUTATIONS: ['revokeToken'] }),
        ...jwt({ JWT_LONG_RUNNING_REFRESH_TOKEN: false }),
      },
      'GRAPHQL_AUTH.MUTATIONS: leaves no mutation: without JWT_LONG_RUNNING_REFRESH_TOKEN there is no revokeToken',
    ],
    [
      fields({ closed: { type: 'Int', nullable: true, unique: true } }),
      'USER_FIELDS.closed: cannot be unique with that name: the table has an index with the same name',
    ],
    [
      fields({ email: { type: 'String', maxLength: 255 } }),
      'USER_FIELDS.email: "maxLength" must be at most 254: no address is longer',
    ],
    [
      fields({ username: { type: 'String', maxLength: 7 } }),
      'USER_FIELDS.username: "maxLength" must be at least 8: examples have that length',
    ],
    [{ USERNAME_FIELD: 1 }, 'USERNAME_FIELD: must be a text, not 1'],
    [{ EMAIL_FROM: 'a@b.cd' }, 'EMAIL_FROM: belongs in GRAPHQL_AUTH'],
    [auth({ JWT_LEEWAY: 1 }), 'GRAPHQL_AUTH.JWT_LEEWAY: belongs in GRAPHQL_JWT'],
    [{ GRAPHQL_AUTH: [] }, 'GRAPHQL_AUTH: must be an object of settings, not []'],
    [
      auth({ ALLOW_LOGIN_NOT_VERIFYED: true }),
      'GRAPHQL_AUTH.ALLOW_LOGIN_NOT_VERIFYED: is not a setting; did you mean "ALLOW_LOGIN_NOT_VERIFIED"?',
    ],
    [
      auth({ SHOE_SIZE: 1 }),
      'GRAPHQL_AUTH.SHOE_SIZE: is not a setting; .graphql-auth/settings.schema.json lists them all',
    ],
    [
      auth({ SEND_ACTIVATION_EMAIL: 'yes' }),
      'GRAPHQL_AUTH.SEND_ACTIVATION_EMAIL: must be true or false, not "yes"',
    ],
    [
      auth({ EMAIL_ASYNC_TASK: 'celery' }),
      'GRAPHQL_AUTH.EMAIL_ASYNC_TASK: must be "outbox" or "queue" or false, not "celery"',
    ],
    [
      auth({ COOKIE_MODE: 'bothe' }),
      'GRAPHQL_AUTH.COOKIE_MODE: must be "off" or "refresh" or "both", not "bothe"; did you mean "both"?',
    ],
    [
      jwt({ JWT_CSRF_ROTATION: true }),
      'GRAPHQL_JWT.JWT_CSRF_ROTATION: has no effect: with cookies, requests carry a header instead of a CSRF token; remove it',
    ],
    [
      auth({ RATE_LIMIT: { loginByAcount: '5/1m' } }),
      'GRAPHQL_AUTH.RATE_LIMIT: has no member "loginByAcount"; did you mean "loginByAccount"?',
    ],
    [
      jwt({ JWT_SECRET_KEY: 'x' }),
      'GRAPHQL_JWT.JWT_SECRET_KEY: secrets and keys do not belong in the settings file; set SECRET_KEY in the environment',
    ],
    [
      jwt({ JWT_ALGORITHM: 'EdDSA' }),
      'GRAPHQL_JWT.JWT_ALGORITHM: EdDSA is not available: jsonwebtoken cannot sign with it',
    ],
    [
      jwt({ JWT_ALGORITHM: 'HS255' }),
      'GRAPHQL_JWT.JWT_ALGORITHM: unknown algorithm "HS255"; did you mean "HS256"?',
    ],
    [
      jwt({ JWT_EXPIRATION_DELTA: 'soon' }),
      'GRAPHQL_JWT.JWT_EXPIRATION_DELTA: must be a number of seconds or a text like "90s", "5m", "1h", "7d", not "soon"',
    ],
    [jwt({ JWT_EXPIRATION_DELTA: 0 }), 'GRAPHQL_JWT.JWT_EXPIRATION_DELTA: must be greater than 0'],
    [
      jwt({ JWT_REFRESH_TOKEN_N_BYTES: 4 }),
      'GRAPHQL_JWT.JWT_REFRESH_TOKEN_N_BYTES: must be a whole number from 16 to 128, not 4',
    ],
    [
      jwt({ JWT_ALLOW_ANY_CLASSES: ['DeleteAccount'] }),
      'GRAPHQL_JWT.JWT_ALLOW_ANY_CLASSES: "deleteAccount" acts on the account of the caller and always needs a login; remove it',
    ],
    [auth({ QUERIES: ['mee'] }), 'GRAPHQL_AUTH.QUERIES: unknown query "mee"; did you mean "me"?'],
    [
      auth({ STAFF_MUTATIONS: 'verifyUser' }),
      'GRAPHQL_AUTH.STAFF_MUTATIONS: must be true, false or a list of mutations, not "verifyUser"',
    ],
    [
      auth({ STAFF_MUTATIONS: ['deactivateUsers'] }),
      'GRAPHQL_AUTH.STAFF_MUTATIONS: unknown staff mutation "deactivateUsers"; did you mean "deactivateUser"?',
    ],
    [
      auth({ MUTATIONS: ['verifyUser'] }),
      'GRAPHQL_AUTH.MUTATIONS: "verifyUser" is a mutation for staff; list it in STAFF_MUTATIONS',
    ],
    [
      auth({ MUTATIONS: [] }),
      'GRAPHQL_AUTH.MUTATIONS: is empty: list the mutations to include, or remove it to include all',
    ],
    [
      jwt({ JWT_ALLOW_ANY_CLASSES: ['registr'] }),
      'GRAPHQL_JWT.JWT_ALLOW_ANY_CLASSES: unknown mutation "registr"; did you mean "register"?',
    ],
    [
      jwt({ JWT_PAYLOAD_HANDLER: 'my.handler' }),
      'GRAPHQL_JWT.JWT_PAYLOAD_HANDLER: must be the name of a function that src/own/hooks.ts exports, or null, not "my.handler"',
    ],
    [
      jwt({ JWT_ARGUMENT_NAME: 'username' }),
      'GRAPHQL_JWT.JWT_ARGUMENT_NAME: "username" is already an argument; choose another',
    ],
    [
      auth({ CUSTOM_ERROR_TYPE: '../errors.ts' }),
      'GRAPHQL_AUTH.CUSTOM_ERROR_TYPE: must be the path of a module of the project, like "src/errors-serializer.ts", or null, not "../errors.ts"',
    ],
    [
      auth({ EMAIL_TEMPLATE_PASSWORD_SET: '/etc/passwd' }),
      'GRAPHQL_AUTH.EMAIL_TEMPLATE_PASSWORD_SET: must be the path of a template of the project, like "emails/activation.html.ejs", not "/etc/passwd"',
    ],
    [
      auth({ ACTIVATION_PATH_ON_EMAIL: '/activate' }),
      'GRAPHQL_AUTH.ACTIVATION_PATH_ON_EMAIL: must be a path like "activate" or "account/activate", without a slash at either end, not "/activate"',
    ],
    [
      auth({ EMAIL_FROM: 'a@b.c\r\nBcc: d@e.f' }),
      'GRAPHQL_AUTH.EMAIL_FROM: must be an e-mail address like "accounts@example.com" or "Shop <accounts@example.com>", not "a@b.c\\r\\nBcc: d@e.f"',
    ],
    [
      auth({ EMAIL_TEMPLATE_VARIABLES: { token: 1 } }),
      'GRAPHQL_AUTH.EMAIL_TEMPLATE_VARIABLES: cannot replace "token", which every template gets',
    ],
    [
      auth({ SEND_PASSWORD_SET_EMAIL: true }),
      'GRAPHQL_AUTH.SEND_PASSWORD_SET_EMAIL: has no effect unless ALLOW_PASSWORDLESS_REGISTRATION is true; set that too, or remove this',
    ],
    [
      jwt({ JWT_HIDE_TOKEN_FIELDS: true }),
      'GRAPHQL_JWT.JWT_HIDE_TOKEN_FIELDS: would leave clients without a token; set GRAPHQL_AUTH.COOKIE_MODE too, or remove this',
    ],
    [
      { ...auth({ COOKIE_MODE: 'refresh' }), ...jwt({ JWT_LONG_RUNNING_REFRESH_TOKEN: false }) },
      'GRAPHQL_AUTH.COOKIE_MODE: cannot be "refresh": there are no refresh tokens without JWT_LONG_RUNNING_REFRESH_TOKEN; use "both"',
    ],
  ])('%j', (file, line) => {
    expect(problemsOf(file)).toEqual([line])
  })
})

describe('all mistakes are told at once', () => {
  test('of every part of the file', () => {
    const problems = problemsOf({
      flavor: 'graph',
      ...auth({ LOGIN_ALLOWED_FIELDS: ['emial'], SEND_ACTIVATION_EMAIL: 1 }),
      ...jwt({ JWT_ALGORITHM: 'none' }),
    })
    expect(problems.map((line) => line.split(':')[0])).toEqual([
      'flavor',
      'GRAPHQL_AUTH.SEND_ACTIVATION_EMAIL',
      'GRAPHQL_JWT.JWT_ALGORITHM',
      'GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS',
    ])
  })

  test('a field that is wrong in itself is not reported where it is used', () => {
    const problems = problemsOf({
      ...fields({ phone: { type: 'Strin' } }),
      ...auth({ UPDATE_MUTATION_FIELDS: ['phone'] }),
    })
    expect(problems).toEqual(['USER_FIELDS.phone: unknown type "Strin"; did you mean "String"?'])
  })
})

describe('what is written means what was read', () => {
  test.each<[object]>([
    [{}],
    [{ flavor: 'relay', USERNAME_FIELD: 'email' }],
    [{ EMAIL_FIELD: 'primary_email', ...auth({ LOGIN_ALLOWED_FIELDS: ['primary_email'] }) }],
    [
      {
        ...fields({ lucky_number: { type: 'Int', default: 7 } }),
        ...auth({ UPDATE_MUTATION_FIELDS: { lucky_number: 'ID' }, EMAIL_FROM: 'a@b.cd' }),
        ...jwt({ JWT_ALLOW_ANY_CLASSES: ['graphql_auth.mutations.Register'], JWT_LEEWAY: '1m' }),
      },
    ],
  ])('%j', (content) => {
    const first = parsed(content)
    expect(parsed(first.file)).toEqual(first)
  })
})

describe('settings of an earlier run', () => {
  test('are read though they would not be allowed now', () => {
    const content = auth({ LOGIN_ALLOWED_FIELDS: ['phone'] })
    expect(parseSettings(content)).toHaveProperty('problems')
    expect(parseFormerSettings(content)).toHaveProperty('settings.USERNAME_FIELD', 'username')
  })

  test('are not read when something has no meaning', () => {
    expect(parseFormerSettings({ flavor: 'rest' })).toHaveProperty('problems')
  })
})

describe('handlers', () => {
  test.each([
    [
      { JWT_ENCODE_HANDLER: 'token', JWT_DECODE_HANDLER: 'token' },
      'src/own/hooks.ts has another function',
    ],
    [{ JWT_ALLOW_ANY_HANDLER: 'onUserVerified' }, 'src/own/hooks.ts has another function'],
    [{ JWT_ALLOW_ANY_HANDLER: 'delete' }, 'is a reserved word of TypeScript'],
  ])('%j', (handlers, problem) => {
    expect(problemsOf(jwt(handlers))).toEqual([expect.stringContaining(problem)])
  })
})
