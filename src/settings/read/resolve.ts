import { toCamelCase } from '../names.js'
import {
  COOKIE_MODES,
  DATABASES,
  FIELD_TYPES,
  FLAVORS,
  type GraphqlAuthSettings,
  type GraphqlJwtSettings,
  type IdentityFields,
  type Settings,
  type UserFieldSetting,
} from '../types.js'
import { isRecord } from '../values/json.js'
import { identityOf } from './identity.js'
import { readersOf } from './readers.js'

type Values = Readonly<Record<string, unknown>>

/**
 * The settings that a file means: defaults applied, names camelCase.
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
  const excluded = read.fields('USER_NODE_EXCLUDE_FIELDS')
  const lookups = read.lookups('USER_NODE_FILTER_FIELDS')
  // A filter tells what a field holds: a field that is not shown has none unless the settings name it.
  const shown = Object.fromEntries(
    Object.entries(lookups).filter(([path]) => !excluded.includes(path.replace(/^status\./, ''))),
  )
  return {
    ALLOW_LOGIN_NOT_VERIFIED: read.flag('ALLOW_LOGIN_NOT_VERIFIED'),
    LOGIN_ALLOWED_FIELDS: read.fields('LOGIN_ALLOWED_FIELDS'),
    REGISTER_MUTATION_FIELDS: read.arguments('REGISTER_MUTATION_FIELDS'),
    REGISTER_MUTATION_FIELDS_OPTIONAL: read.arguments('REGISTER_MUTATION_FIELDS_OPTIONAL'),
    UPDATE_MUTATION_FIELDS: read.arguments('UPDATE_MUTATION_FIELDS'),
    ALLOW_PASSWORDLESS_REGISTRATION: read.flag('ALLOW_PASSWORDLESS_REGISTRATION'),
    SEND_PASSWORD_SET_EMAIL: read.flag('SEND_PASSWORD_SET_EMAIL'),
    ALLOW_DELETE_ACCOUNT: read.flag('ALLOW_DELETE_ACCOUNT'),
    USER_NODE_EXCLUDE_FIELDS: excluded,
    USER_NODE_FILTER_FIELDS: given.USER_NODE_FILTER_FIELDS === undefined ? shown : lookups,
    CUSTOM_ERROR_TYPE: read.textOrNull('CUSTOM_ERROR_TYPE'),
    QUERIES: read.queries('QUERIES'),
    MUTATIONS: read.mutations('MUTATIONS'),
    STAFF_MUTATIONS: read.staffMutations('STAFF_MUTATIONS'),
    COOKIE_MODE: COOKIE_MODES.find((mode) => mode === read.text('COOKIE_MODE')) ?? 'off',
    EMAIL_ASYNC_TASK: read.textOrFalse('EMAIL_ASYNC_TASK'),
    PASSWORD_HASHER: read.text('PASSWORD_HASHER'),
  }
}

function graphqlJwt(given: Values, identity: IdentityFields): GraphqlJwtSettings {
  const read = readersOf('GRAPHQL_JWT', given, identity)
  return {
    JWT_LONG_RUNNING_REFRESH_TOKEN: read.flag('JWT_LONG_RUNNING_REFRESH_TOKEN'),
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
    JWT_HIDE_TOKEN_FIELDS: read.flag('JWT_HIDE_TOKEN_FIELDS'),
  }
}
