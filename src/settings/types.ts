/** The settings file of a project. */
export const SETTINGS_FILE = 'graphql-auth.json'

/** The two API flavors: arguments on the field, or one `input` argument as Relay has it. */
export const FLAVORS = ['graphql', 'relay'] as const
export type Flavor = (typeof FLAVORS)[number]

export const DATABASES = ['sqlite', 'postgres', 'mysql'] as const
export type DatabaseName = (typeof DATABASES)[number]

/** The types an extra field of the user model may have. */
export const FIELD_TYPES = ['String', 'Int', 'Float', 'Boolean', 'Date', 'DateTime'] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** The types an argument of register and updateAccount may have. */
export const ARGUMENT_TYPES = [...FIELD_TYPES, 'ID'] as const
export type ArgumentType = (typeof ARGUMENT_TYPES)[number]

/** Field name -> type of the argument, in the order of the arguments: fields of USER_FIELDS come before others. */
export type Arguments = Record<string, ArgumentType>

export const LOOKUPS = [
  'exact',
  'iexact',
  'contains',
  'icontains',
  'startswith',
  'istartswith',
  'endswith',
  'iendswith',
  'in',
  'gt',
  'gte',
  'lt',
  'lte',
  'isnull',
] as const
export type Lookup = (typeof LOOKUPS)[number]

export const COOKIE_MODES = ['off', 'refresh', 'both'] as const
export type CookieMode = (typeof COOKIE_MODES)[number]

/** One field of USER_FIELDS. A String without `maxLength` holds 255 characters. */
export interface UserFieldSetting {
  type: FieldType
  maxLength?: number
  nullable?: boolean
  unique?: boolean
  default?: string | number | boolean
}

export type DefaultValue = NonNullable<UserFieldSetting['default']>

/** The settings of GRAPHQL_AUTH that code, packages or documentation follow from, resolved. */
export interface GraphqlAuthSettings {
  ALLOW_LOGIN_NOT_VERIFIED: boolean
  LOGIN_ALLOWED_FIELDS: string[]
  REGISTER_MUTATION_FIELDS: Arguments
  REGISTER_MUTATION_FIELDS_OPTIONAL: Arguments
  UPDATE_MUTATION_FIELDS: Arguments
  ALLOW_PASSWORDLESS_REGISTRATION: boolean
  SEND_PASSWORD_SET_EMAIL: boolean
  ALLOW_DELETE_ACCOUNT: boolean
  USER_NODE_EXCLUDE_FIELDS: string[]
  /** Field, or `status.archived`, `status.verified`, `status.secondaryEmail` -> lookups. */
  USER_NODE_FILTER_FIELDS: Record<string, Lookup[]>
  CUSTOM_ERROR_TYPE: string | null
  QUERIES: string[]
  /** As in the schema. */
  MUTATIONS: string[]
  /** Those of STAFF_MUTATIONS that are on, as in the schema. */
  STAFF_MUTATIONS: string[]
  COOKIE_MODE: CookieMode
  /** `outbox`, `queue` or false. */
  EMAIL_ASYNC_TASK: string | false
  /** `bcrypt` or `argon2id`. */
  PASSWORD_HASHER: string
}

/** The settings of GRAPHQL_JWT that code or documentation follows from, resolved. */
export interface GraphqlJwtSettings {
  JWT_LONG_RUNNING_REFRESH_TOKEN: boolean
  JWT_ALLOW_ARGUMENT: boolean
  JWT_ARGUMENT_NAME: string
  /** Names of mutations, as in the schema: `register`, `tokenAuth`. */
  JWT_ALLOW_ANY_CLASSES: string[]
  JWT_ENCODE_HANDLER: string | null
  JWT_DECODE_HANDLER: string | null
  JWT_PAYLOAD_HANDLER: string | null
  JWT_PAYLOAD_GET_USERNAME_HANDLER: string | null
  JWT_GET_USER_BY_NATURAL_KEY_HANDLER: string | null
  JWT_REFRESH_EXPIRED_HANDLER: string | null
  JWT_GET_REFRESH_TOKEN_HANDLER: string | null
  JWT_ALLOW_ANY_HANDLER: string | null
  JWT_HIDE_TOKEN_FIELDS: boolean
}

/**
 * What code or packages follow from, resolved: defaults applied, names camelCase. What else takes
 * effect at a start is checked, and then the server's affair.
 */
export interface Settings {
  flavor: Flavor
  database: DatabaseName
  USERNAME_FIELD: string
  EMAIL_FIELD: string
  USER_FIELDS: Record<string, UserFieldSetting>
  GRAPHQL_AUTH: GraphqlAuthSettings
  GRAPHQL_JWT: GraphqlJwtSettings
}

/** The two names on which the defaults of other settings depend. */
export type IdentityFields = Pick<Settings, 'USERNAME_FIELD' | 'EMAIL_FIELD'>

/** What graphql-auth.json says: values as the user wrote them, only what differs from the defaults. */
export interface SettingsFile {
  flavor: Flavor
  database: DatabaseName
  USERNAME_FIELD: string
  EMAIL_FIELD: string
  USER_FIELDS: Record<string, UserFieldSetting>
  GRAPHQL_AUTH: Record<string, unknown>
  GRAPHQL_JWT: Record<string, unknown>
}
