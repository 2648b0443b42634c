import type { Project } from '../../src/render/types.js'
import { FLAVORS, type Flavor } from '../../src/settings/types.js'
import { coinOf, isInShare } from './effort.js'
import { projectWith } from './settings.js'

/** What a settings file says beside the four members that every file has. */
export type Said = Record<string, unknown>

/** A field of every type, as USER_FIELDS has them. */
export const EXTRAS = {
  phone: { type: 'String', maxLength: 30 },
  luckyNumber: { type: 'Int' },
  height: { type: 'Float', nullable: true },
  newsletter: { type: 'Boolean', default: false },
  birthday: { type: 'Date' },
  trialEnds: { type: 'DateTime', nullable: true },
}

/** Which of them are asked for, may be given, and may be changed. */
export const EXTRAS_IN_FORMS = {
  REGISTER_MUTATION_FIELDS: {
    email: 'String',
    username: 'String',
    phone: 'String',
    luckyNumber: 'Int',
    birthday: 'Date',
  },
  REGISTER_MUTATION_FIELDS_OPTIONAL: {
    height: 'Float',
    newsletter: 'Boolean',
    trialEnds: 'DateTime',
  },
  UPDATE_MUTATION_FIELDS: {
    phone: 'String',
    luckyNumber: 'ID',
    height: 'Float',
    newsletter: 'Boolean',
    birthday: 'Date',
    trialEnds: 'DateTime',
  },
}

/** A default of every type. */
const ALL_DEFAULTS: Said = {
  USER_FIELDS: {
    phone: { ...EXTRAS.phone, default: "it's <%= undefined: %>" },
    code: { type: 'String', unique: true, nullable: true },
    luckyNumber: { ...EXTRAS.luckyNumber, default: -7 },
    height: { ...EXTRAS.height, default: 1.5 },
    newsletter: { ...EXTRAS.newsletter, default: true },
    birthday: { ...EXTRAS.birthday, default: '2026-01-02' },
    trialEnds: { ...EXTRAS.trialEnds, default: '2026-01-02T03:04:05Z' },
  },
  GRAPHQL_AUTH: { UPDATE_MUTATION_FIELDS: ['username', 'email', 'phone', 'code'] },
  GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false },
}

/** User models and settings that are rendered in both flavors, by name. */
export const SHAPES: Readonly<Record<string, Said>> = {
  default: {},
  'email-login': { USERNAME_FIELD: 'email' },
  'primary-email': { EMAIL_FIELD: 'primaryEmail' },
  'one-contact-field': { USERNAME_FIELD: 'contactAddress', EMAIL_FIELD: 'contactAddress' },
  'other-names': { USERNAME_FIELD: 'nickname', EMAIL_FIELD: 'primary_email' },
  'long-names': {
    USERNAME_FIELD: 'usernameFieldWithALongName2345',
    EMAIL_FIELD: 'emailAddressFieldWithLongName3',
    USER_FIELDS: {
      oneOfTheExtraFieldsOfTheUser00: { type: 'String', unique: true, nullable: true },
    },
    GRAPHQL_AUTH: {
      UPDATE_MUTATION_FIELDS: ['oneOfTheExtraFieldsOfTheUser00', 'emailAddressFieldWithLongName3'],
    },
  },
  'all-types': {
    // A field that begins like an argument of every project.
    USER_FIELDS: { ...EXTRAS, passwordAttempts: { type: 'Int' } },
    GRAPHQL_AUTH: {
      ...EXTRAS_IN_FORMS,
      REGISTER_MUTATION_FIELDS: {
        ...EXTRAS_IN_FORMS.REGISTER_MUTATION_FIELDS,
        passwordAttempts: 'Int',
      },
      UPDATE_MUTATION_FIELDS: {
        firstName: 'String',
        ...EXTRAS_IN_FORMS.UPDATE_MUTATION_FIELDS,
      },
      USER_NODE_FILTER_FIELDS: {
        luckyNumber: ['gt', 'lte', 'in'],
        birthday: ['exact', 'lt'],
        trialEnds: ['isnull', 'gt'],
        newsletter: ['exact'],
        phone: ['endswith', 'iexact'],
      },
    },
  },
  postgres: { database: 'postgres' },
  'postgres-all-types': { ...ALL_DEFAULTS, database: 'postgres' },
  // With refresh tokens, so that one shape has all tables.
  'mysql-all-types': { ...ALL_DEFAULTS, database: 'mysql', GRAPHQL_JWT: {} },
  'email-login-with-extras': {
    USERNAME_FIELD: 'email',
    USER_FIELDS: { phone: { ...EXTRAS.phone, nullable: true }, birthday: EXTRAS.birthday },
    GRAPHQL_AUTH: {
      REGISTER_MUTATION_FIELDS: { email: 'String', birthday: 'Date' },
      REGISTER_MUTATION_FIELDS_OPTIONAL: ['phone'],
      UPDATE_MUTATION_FIELDS: { phone: 'String', birthday: 'Date' },
    },
  },
  'unique-login': {
    USER_FIELDS: { phone: { ...EXTRAS.phone, unique: true } },
    GRAPHQL_AUTH: {
      REGISTER_MUTATION_FIELDS: ['email', 'username', 'phone'],
      LOGIN_ALLOWED_FIELDS: ['phone', 'email'],
      UPDATE_MUTATION_FIELDS: ['username', 'phone'],
    },
  },
  'update-email': { GRAPHQL_AUTH: { UPDATE_MUTATION_FIELDS: ['email', 'firstName'] } },
  'email-login-update-email': {
    USERNAME_FIELD: 'email',
    GRAPHQL_AUTH: { UPDATE_MUTATION_FIELDS: ['email', 'firstName'] },
  },
  'verified-only': { GRAPHQL_AUTH: { ALLOW_LOGIN_NOT_VERIFIED: false } },
  passwordless: {
    GRAPHQL_AUTH: { ALLOW_PASSWORDLESS_REGISTRATION: true, SEND_PASSWORD_SET_EMAIL: true },
  },
  'passwordless-verified-only': {
    GRAPHQL_AUTH: { ALLOW_PASSWORDLESS_REGISTRATION: true, ALLOW_LOGIN_NOT_VERIFIED: false },
  },
  'short-running-tokens': { GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } },
  'token-argument': { GRAPHQL_JWT: { JWT_ALLOW_ARGUMENT: true, JWT_ARGUMENT_NAME: 'jwt' } },
  handlers: {
    GRAPHQL_JWT: {
      JWT_PAYLOAD_HANDLER: 'myPayload',
      JWT_ENCODE_HANDLER: 'encodeToken',
      JWT_GET_REFRESH_TOKEN_HANDLER: 'lookUp',
      JWT_ALLOW_ANY_HANDLER: 'isOpen',
      JWT_ALLOW_ANY_CLASSES: ['TokenAuth', 'verifyAccount'],
    },
  },
  'refresh-cookie': { GRAPHQL_AUTH: { COOKIE_MODE: 'refresh' } },
  'both-cookies': {
    GRAPHQL_AUTH: { COOKIE_MODE: 'both' },
    GRAPHQL_JWT: { JWT_HIDE_TOKEN_FIELDS: true },
  },
  'short-running-cookie': {
    GRAPHQL_AUTH: { COOKIE_MODE: 'both' },
    GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false },
  },
  closed: {
    GRAPHQL_AUTH: {
      CUSTOM_ERROR_TYPE: 'src/graphql/my-errors.ts',
      USER_NODE_EXCLUDE_FIELDS: ['password', 'email', 'lastLogin', 'isStaff', 'pk', 'verified'],
    },
    GRAPHQL_JWT: {
      JWT_ALLOW_ANY_CLASSES: ['graphql_auth.mutations.ObtainJSONWebToken', 'verifyAccount'],
    },
  },
  'staff-mutations': {
    USERNAME_FIELD: 'email',
    GRAPHQL_AUTH: { STAFF_MUTATIONS: true, COOKIE_MODE: 'refresh' },
    GRAPHQL_JWT: { JWT_ALLOW_ARGUMENT: true },
  },
  'login-only': { GRAPHQL_AUTH: { QUERIES: ['MeQuery'], MUTATIONS: ['ObtainJSONWebToken'] } },
  'few-operations': {
    GRAPHQL_AUTH: {
      QUERIES: ['user', 'sessions'],
      MUTATIONS: ['passwordSet', 'updateAccount', 'revokeSession', 'refreshToken'],
    },
    GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false, JWT_ALLOW_ANY_CLASSES: ['passwordSet'] },
  },
  bare: {
    GRAPHQL_AUTH: {
      USER_NODE_FILTER_FIELDS: {},
      UPDATE_MUTATION_FIELDS: [],
      LOGIN_ALLOWED_FIELDS: ['username'],
    },
  },
}

/** Half of the shapes, each in one flavor: `npm test` looks at these, the full run at the others. */
export function quickShapes(flavor: Flavor): string[] {
  const half = Object.keys(SHAPES).filter((shape) => isInShare(shape, 0.5))
  return half.filter((shape) => FLAVORS[coinOf(shape)] === flavor)
}

/** A project of a shape. The same at every run. */
export function projectOf(shape: string, flavor: Flavor): Project {
  return projectWith({ flavor, ...SHAPES[shape] })
}
