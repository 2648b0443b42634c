import { identityOf } from './identity.js'
import { isRecord } from './json.js'
import { toCamelCase } from './names.js'
import { readersOf } from './readers.js'
import {
  DATABASES,
  FIELD_TYPES,
  FLAVORS,
  type GraphqlAuthSettings,
  type GraphqlJwtSettings,
  type IdentityFields,
  type Settings,
  type UserFieldSetting,
} from './types.js'

type Values = Readonly<Record<string, unknown>>

/**
 * The settings that a file means: defaults applied, names camelCase, durations in seconds.
 *
 * @param file what graphql-auth.json holds, without the values that are not valid
 */
export function resolveSettings(file: Values): Settings {
  const identity = identityOf(file)
  return {
    flavor: FLAVORS.find((flavor) => flavor === file.flavor) ?? 'graphql',
    database: DATABASES.find((database) => database === file.database) ?? 'sqlite',
    ...identity,
    USER_FIELDS: userFields(file.USER_FIELDS),
    GRAPHQL_AUTH: graphqlAuth(isRecord(file.GRAPHQL_AUTH) ? file.GRAPHQL_AUTH : {}, identity),
    GRAPHQL_JWT: graphqlJwt(isRecord(file.GRAPHQL_JWT) ? file.GRAPHQL_JWT : {}, identity),
  }
}

function userFields(fields: unknown): Settings['USER_FIELDS'] {
  if (!isRecord(fields)) return {}
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [toCamelCase(name), userField(field)]),
  )
}

function userField(field: unknown): UserFieldSetting {
  const given = isRecord(field) ? field : {}
  const { maxLength, nullable, unique, default: value } = given
  return {
    type: FIELD_TYPES.find((type) => type === given.type) ?? 'String',
    ...(typeof maxLength === 'number' && { maxLength }),
    ...(typeof nullable === 'boolean' && { nullable }),
    ...(typeof unique === 'boolean' && { unique }),
    ...(isScalar(value) && { default: value }),
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function graphqlAuth(given: Values, identity: IdentityFields): GraphqlAuthSettings {
  const read = readersOf('GRAPHQL_AUTH', given, identity)
  return {
    ALLOW_LOGIN_NOT_VERIFIED: read.flag('ALLOW_LOGIN_NOT_VERIFIED'),
    LOGIN_ALLOWED_FIELDS: read.fields('LOGIN_ALLOWED_FIELDS'),
    ALLOW_LOGIN_WITH_SECONDARY_EMAIL: read.flag('ALLOW_LOGIN_WITH_SECONDARY_EMAIL'),
    REGISTER_MUTATION_FIELDS: read.arguments('REGISTER_MUTATION_FIELDS'),
    REGISTER_MUTATION_FIELDS_OPTIONAL: read.arguments('REGISTER_MUTATION_FIELDS_OPTIONAL'),
    UPDATE_MUTATION_FIELDS: read.arguments('UPDATE_MUTATION_FIELDS'),
    ALLOW_PASSWORDLESS_REGISTRATION: read.flag('ALLOW_PASSWORDLESS_REGISTRATION'),
    SEND_PASSWORD_SET_EMAIL: read.flag('SEND_PASSWORD_SET_EMAIL'),
    ALLOW_DELETE_ACCOUNT: read.flag('ALLOW_DELETE_ACCOUNT'),
    SEND_ACTIVATION_EMAIL: read.flag('SEND_ACTIVATION_EMAIL'),
    EXPIRATION_ACTIVATION_TOKEN: read.seconds('EXPIRATION_ACTIVATION_TOKEN'),
    EXPIRATION_PASSWORD_RESET_TOKEN: read.seconds('EXPIRATION_PASSWORD_RESET_TOKEN'),
    EXPIRATION_SECONDARY_EMAIL_ACTIVATION_TOKEN: read.seconds(
      'EXPIRATION_SECONDARY_EMAIL_ACTIVATION_TOKEN',
    ),
    EXPIRATION_PASSWORD_SET_TOKEN: read.seconds('EXPIRATION_PASSWORD_SET_TOKEN'),
    EMAIL_FROM: read.text('EMAIL_FROM'),
    ACTIVATION_PATH_ON_EMAIL: read.text('ACTIVATION_PATH_ON_EMAIL'),
    ACTIVATION_SECONDARY_EMAIL_PATH_ON_EMAIL: read.text('ACTIVATION_SECONDARY_EMAIL_PATH_ON_EMAIL'),
    PASSWORD_SET_PATH_ON_EMAIL: read.text('PASSWORD_SET_PATH_ON_EMAIL'),
    PASSWORD_RESET_PATH_ON_EMAIL: read.text('PASSWORD_RESET_PATH_ON_EMAIL'),
    EMAIL_SUBJECT_ACTIVATION: read.text('EMAIL_SUBJECT_ACTIVATION'),
    EMAIL_SUBJECT_ACTIVATION_RESEND: read.text('EMAIL_SUBJECT_ACTIVATION_RESEND'),
    EMAIL_SUBJECT_SECONDARY_EMAIL_ACTIVATION: read.text('EMAIL_SUBJECT_SECONDARY_EMAIL_ACTIVATION'),
    EMAIL_SUBJECT_PASSWORD_SET: read.text('EMAIL_SUBJECT_PASSWORD_SET'),
    EMAIL_SUBJECT_PASSWORD_RESET: read.text('EMAIL_SUBJECT_PASSWORD_RESET'),
    EMAIL_TEMPLATE_ACTIVATION: read.text('EMAIL_TEMPLATE_ACTIVATION'),
    EMAIL_TEMPLATE_ACTIVATION_RESEND: read.text('EMAIL_TEMPLATE_ACTIVATION_RESEND'),
    EMAIL_TEMPLATE_SECONDARY_EMAIL_ACTIVATION: read.text(
      'EMAIL_TEMPLATE_SECONDARY_EMAIL_ACTIVATION',
    ),
    EMAIL_TEMPLATE_PASSWORD_SET: read.text('EMAIL_TEMPLATE_PASSWORD_SET'),
    EMAIL_TEMPLATE_PASSWORD_RESET: read.text('EMAIL_TEMPLATE_PASSWORD_RESET'),
    EMAIL_TEMPLATE_VARIABLES: read.variables('EMAIL_TEMPLATE_VARIABLES'),
    USER_NODE_EXCLUDE_FIELDS: read.fields('USER_NODE_EXCLUDE_FIELDS'),
    USER_NODE_FILTER_FIELDS: read.lookups('USER_NODE_FILTER_FIELDS'),
    EMAIL_ASYNC_TASK: false,
    CUSTOM_ERROR_TYPE: read.textOrNull('CUSTOM_ERROR_TYPE'),
  }
}

function graphqlJwt(given: Values, identity: IdentityFields): GraphqlJwtSettings {
  const read = readersOf('GRAPHQL_JWT', given, identity)
  return {
    JWT_ALGORITHM: read.algorithm('JWT_ALGORITHM'),
    JWT_AUDIENCE: read.textOrNull('JWT_AUDIENCE'),
    JWT_ISSUER: read.textOrNull('JWT_ISSUER'),
    JWT_LEEWAY: read.seconds('JWT_LEEWAY'),
    JWT_VERIFY: read.flag('JWT_VERIFY'),
    JWT_VERIFY_EXPIRATION: read.flag('JWT_VERIFY_EXPIRATION'),
    JWT_EXPIRATION_DELTA: read.seconds('JWT_EXPIRATION_DELTA'),
    JWT_ALLOW_REFRESH: read.flag('JWT_ALLOW_REFRESH'),
    JWT_REFRESH_EXPIRATION_DELTA: read.seconds('JWT_REFRESH_EXPIRATION_DELTA'),
    JWT_LONG_RUNNING_REFRESH_TOKEN: read.flag('JWT_LONG_RUNNING_REFRESH_TOKEN'),
    JWT_REFRESH_TOKEN_N_BYTES: read.count('JWT_REFRESH_TOKEN_N_BYTES'),
    JWT_REUSE_REFRESH_TOKENS: read.flag('JWT_REUSE_REFRESH_TOKENS'),
    JWT_AUTH_HEADER_NAME: read.text('JWT_AUTH_HEADER_NAME'),
    JWT_AUTH_HEADER_PREFIX: read.text('JWT_AUTH_HEADER_PREFIX'),
    JWT_ALLOW_ARGUMENT: read.flag('JWT_ALLOW_ARGUMENT'),
    JWT_ARGUMENT_NAME: read.text('JWT_ARGUMENT_NAME'),
    JWT_ALLOW_ANY_CLASSES: read.mutations('JWT_ALLOW_ANY_CLASSES'),
    JWT_ENCODE_HANDLER: read.textOrNull('JWT_ENCODE_HANDLER'),
    JWT_DECODE_HANDLER: read.textOrNull('JWT_DECODE_HANDLER'),
    JWT_PAYLOAD_HANDLER: read.textOrNull('JWT_PAYLOAD_HANDLER'),
    JWT_PAYLOAD_GET_USERNAME_HANDLER: read.textOrNull('JWT_PAYLOAD_GET_USERNAME_HANDLER'),
    JWT_GET_USER_BY_NATURAL_KEY_HANDLER: read.textOrNull('JWT_GET_USER_BY_NATURAL_KEY_HANDLER'),
    JWT_REFRESH_EXPIRED_HANDLER: read.textOrNull('JWT_REFRESH_EXPIRED_HANDLER'),
    JWT_GET_REFRESH_TOKEN_HANDLER: read.textOrNull('JWT_GET_REFRESH_TOKEN_HANDLER'),
    JWT_ALLOW_ANY_HANDLER: read.textOrNull('JWT_ALLOW_ANY_HANDLER'),
  }
}
