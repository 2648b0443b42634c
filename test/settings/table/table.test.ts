import { describe, expect, test } from 'vitest'
import { parseSettings } from '../../../src/settings/read/parse.js'
import { settingsJsonSchema } from '../../../src/settings/table/json-schema.js'
import { defaultOf, rowsOf, SETTINGS } from '../../../src/settings/table/table.js'
import { VALUE_TYPES } from '../../../src/settings/table/value-types.js'
import { problemsIn } from '../../../src/settings/values/value-type.js'

const NAMES = { USERNAME_FIELD: 'username', EMAIL_FIELD: 'email' }

/** The settings of django-graphql-auth and django-graphql-jwt, and ours. */
const GRAPHQL_AUTH = `
  ALLOW_LOGIN_NOT_VERIFIED LOGIN_ALLOWED_FIELDS ALLOW_LOGIN_WITH_SECONDARY_EMAIL
  REGISTER_MUTATION_FIELDS REGISTER_MUTATION_FIELDS_OPTIONAL UPDATE_MUTATION_FIELDS
  ALLOW_PASSWORDLESS_REGISTRATION SEND_PASSWORD_SET_EMAIL ALLOW_DELETE_ACCOUNT SEND_ACTIVATION_EMAIL
  EXPIRATION_ACTIVATION_TOKEN EXPIRATION_PASSWORD_RESET_TOKEN
  EXPIRATION_SECONDARY_EMAIL_ACTIVATION_TOKEN EXPIRATION_PASSWORD_SET_TOKEN EMAIL_FROM
  ACTIVATION_PATH_ON_EMAIL ACTIVATION_SECONDARY_EMAIL_PATH_ON_EMAIL PASSWORD_SET_PATH_ON_EMAIL
  PASSWORD_RESET_PATH_ON_EMAIL EMAIL_SUBJECT_ACTIVATION EMAIL_SUBJECT_ACTIVATION_RESEND
  EMAIL_SUBJECT_SECONDARY_EMAIL_ACTIVATION EMAIL_SUBJECT_PASSWORD_SET EMAIL_SUBJECT_PASSWORD_RESET
  EMAIL_TEMPLATE_ACTIVATION EMAIL_TEMPLATE_ACTIVATION_RESEND
  EMAIL_TEMPLATE_SECONDARY_EMAIL_ACTIVATION EMAIL_TEMPLATE_PASSWORD_SET EMAIL_TEMPLATE_PASSWORD_RESET
  EMAIL_TEMPLATE_VARIABLES USER_NODE_EXCLUDE_FIELDS USER_NODE_FILTER_FIELDS EMAIL_ASYNC_TASK
  CUSTOM_ERROR_TYPE
`
const OURS = `
  COMPATIBILITY QUERIES MUTATIONS STAFF_MUTATIONS USERS_QUERY_ACCESS REFRESH_TOKEN_ROTATION REFRESH_TOKEN_REUSE_GRACE
  ACCESS_TOKEN_REVOCATION ENUMERATION_SAFE EMAIL_CASE_INSENSITIVE REFRESH_FAMILY_LIFETIME
  COOKIE_MODE RATE_LIMIT GRAPHQL_LIMITS INTROSPECTION GRAPHIQL PASSWORD_VALIDATORS
  PASSWORD_HASHER BCRYPT_COST
`
const GRAPHQL_JWT = `
  JWT_ALGORITHM JWT_AUDIENCE JWT_ISSUER JWT_LEEWAY JWT_VERIFY JWT_VERIFY_EXPIRATION
  JWT_EXPIRATION_DELTA JWT_ALLOW_REFRESH JWT_REFRESH_EXPIRATION_DELTA JWT_LONG_RUNNING_REFRESH_TOKEN
  JWT_REFRESH_TOKEN_N_BYTES JWT_REUSE_REFRESH_TOKENS JWT_AUTH_HEADER_NAME JWT_AUTH_HEADER_PREFIX
  JWT_ALLOW_ARGUMENT JWT_ARGUMENT_NAME JWT_ALLOW_ANY_CLASSES JWT_ENCODE_HANDLER JWT_DECODE_HANDLER
  JWT_PAYLOAD_HANDLER JWT_PAYLOAD_GET_USERNAME_HANDLER JWT_GET_USER_BY_NATURAL_KEY_HANDLER
  JWT_REFRESH_EXPIRED_HANDLER JWT_GET_REFRESH_TOKEN_HANDLER JWT_ALLOW_ANY_HANDLER
  JWT_COOKIE_NAME JWT_REFRESH_TOKEN_COOKIE_NAME JWT_COOKIE_SECURE JWT_COOKIE_PATH JWT_COOKIE_DOMAIN
  JWT_COOKIE_SAMESITE JWT_HIDE_TOKEN_FIELDS JWT_CSRF_ROTATION
`
const IN_ENVIRONMENT = `
  JWT_SECRET_KEY JWT_PUBLIC_KEY JWT_PRIVATE_KEY
`

const words = (text: string) => text.trim().split(/\s+/)

describe('the table', () => {
  test('has every setting of the specification, once', () => {
    const names = SETTINGS.map((row) => row.name)
    const expected = [GRAPHQL_AUTH, OURS, GRAPHQL_JWT].flatMap(words)
    expect(names.toSorted()).toEqual(expected.toSorted())
  })

  test.each(SETTINGS.map((row) => [row.name, row] as const))('%s has a sound row', (_, row) => {
    expect(row.description).toMatch(/^\S.*\.$/)
    expect(problemsIn(VALUE_TYPES[row.type], defaultOf(row, NAMES))).toEqual([])
  })

  test.each(words(IN_ENVIRONMENT))('%s is refused, and its variable named', (name) => {
    const line = expect.stringMatching(
      `^GRAPHQL_JWT.${name}: secrets and keys do not belong in the settings file; set \\w+ in`,
    )
    expect(parseSettings({ GRAPHQL_JWT: { [name]: null } })).toEqual({ problems: [line] })
  })

  test('resolves every setting that code follows from', () => {
    const result = parseSettings({})
    if ('problems' in result) throw new Error(result.problems.join('\n'))
    for (const { group, name, kind } of SETTINGS) {
      if (kind === 'shape') expect(result.settings[group]).toHaveProperty(name)
    }
  })

  test('every default written out is the default', () => {
    const values = (group: 'GRAPHQL_AUTH' | 'GRAPHQL_JWT') =>
      rowsOf(group).map((row) => [row.name, defaultOf(row, NAMES)])
    const written = parseSettings({
      GRAPHQL_AUTH: Object.fromEntries(values('GRAPHQL_AUTH')),
      GRAPHQL_JWT: Object.fromEntries(values('GRAPHQL_JWT')),
    })
    expect(written).toEqual(parseSettings({}))
  })
})

describe('the JSON Schema', () => {
  test('has the settings and no others', () => {
    const schema = JSON.parse(JSON.stringify(settingsJsonSchema()))
    const { GRAPHQL_AUTH: auth, GRAPHQL_JWT: jwt } = schema.properties
    expect(Object.keys(auth.properties)).toEqual([GRAPHQL_AUTH, OURS].flatMap(words))
    expect(Object.keys(jwt.properties)).toEqual(words(GRAPHQL_JWT))
    expect(auth.additionalProperties).toBe(false)
  })

  test('has a default for every setting, and says when it takes effect', () => {
    const schema = JSON.parse(JSON.stringify(settingsJsonSchema()))
    expect(schema.properties.GRAPHQL_JWT.properties.JWT_ALLOW_ARGUMENT).toEqual({
      description:
        'The access token may also be given as an argument. Takes effect with `regenerate`.',
      default: false,
      type: 'boolean',
    })
  })
})
