import type { ServerSuite } from './server-suite.js'
import { EXTRAS, EXTRAS_IN_FORMS } from './shapes.js'

/** Servers whose settings change their code, each with tests of its own. */
export const VARIANTS = {
  extras: {
    settings: {
      USER_FIELDS: {
        ...EXTRAS,
        joinedAt: { type: 'DateTime', default: '2026-01-02T03:04:05+02:00' },
      },
      GRAPHQL_AUTH: {
        ...EXTRAS_IN_FORMS,
        USER_NODE_FILTER_FIELDS: {
          luckyNumber: ['exact', 'gt', 'gte', 'lt', 'lte', 'in'],
          height: ['gt', 'isnull'],
          birthday: ['exact', 'lt'],
          trialEnds: ['isnull', 'gt'],
          joinedAt: ['exact', 'gt', 'lt'],
          newsletter: ['exact'],
          phone: ['iexact', 'contains', 'startswith', 'endswith', 'iendswith'],
        },
      },
    },
  },
  'email-login': {
    settings: {
      USERNAME_FIELD: 'email',
      GRAPHQL_AUTH: { UPDATE_MUTATION_FIELDS: ['email', 'firstName'] },
    },
  },
  'primary-email': {
    settings: {
      EMAIL_FIELD: 'primaryEmail',
      USER_FIELDS: { phone: { type: 'String', maxLength: 30, unique: true } },
      GRAPHQL_AUTH: {
        REGISTER_MUTATION_FIELDS: ['primaryEmail', 'username', 'phone'],
        LOGIN_ALLOWED_FIELDS: ['phone', 'primaryEmail'],
        UPDATE_MUTATION_FIELDS: ['username', 'primaryEmail', 'phone'],
      },
    },
  },
  passwordless: { settings: { GRAPHQL_AUTH: { ALLOW_PASSWORDLESS_REGISTRATION: true } } },
  'short-running': { settings: { GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } } },
  cookies: {
    settings: { GRAPHQL_AUTH: { COOKIE_MODE: 'both' } },
  },
  'cookies-refresh': {
    settings: {
      GRAPHQL_AUTH: { COOKIE_MODE: 'refresh' },
      GRAPHQL_JWT: { JWT_HIDE_TOKEN_FIELDS: true },
    },
  },
  'cookies-short-running': {
    settings: {
      GRAPHQL_AUTH: { COOKIE_MODE: 'both' },
      GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false },
    },
  },
  closed: {
    settings: {
      GRAPHQL_AUTH: {
        ALLOW_LOGIN_NOT_VERIFIED: false,
        LOGIN_ALLOWED_FIELDS: ['username'],
        USER_NODE_EXCLUDE_FIELDS: ['password', 'email', 'lastLogin', 'isStaff'],
        USER_NODE_FILTER_FIELDS: { username: ['iexact', 'contains', 'endswith'] },
      },
      GRAPHQL_JWT: {
        JWT_ALLOW_ANY_CLASSES: ['tokenAuth', 'verifyAccount', 'graphql_auth.mutations.Register'],
        JWT_ALLOW_ARGUMENT: true,
        JWT_ARGUMENT_NAME: 'jwt',
      },
    },
  },
  staff: { settings: { GRAPHQL_AUTH: { STAFF_MUTATIONS: true } } },
  handlers: {
    settings: {
      GRAPHQL_AUTH: { CUSTOM_ERROR_TYPE: 'src/graphql/my-errors.ts' },
      GRAPHQL_JWT: {
        JWT_ENCODE_HANDLER: 'encode',
        JWT_DECODE_HANDLER: 'decode',
        JWT_PAYLOAD_HANDLER: 'payload',
        JWT_PAYLOAD_GET_USERNAME_HANDLER: 'usernameOf',
        JWT_GET_USER_BY_NATURAL_KEY_HANDLER: 'findByKey',
        JWT_REFRESH_EXPIRED_HANDLER: 'isExpired',
        JWT_GET_REFRESH_TOKEN_HANDLER: 'findToken',
        JWT_ALLOW_ANY_HANDLER: 'isOpen',
        JWT_ALLOW_ANY_CLASSES: ['tokenAuth', 'register'],
      },
    },
    overlay: 'handlers',
  },
} satisfies Record<string, Omit<ServerSuite, 'tests'>>
