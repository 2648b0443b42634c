/**
 * The settings of graphql-auth.json that this code was made for: entities, schema and forms follow
 * from them. Change them there and run `npx create-graphql-auth regenerate`.
 */
export const shape: Record<string, unknown> = {
  flavor: 'graphql',
  database: 'sqlite',
  USERNAME_FIELD: 'username',
  EMAIL_FIELD: 'email',
  USER_FIELDS: {},
}

/** The names of all settings that code follows from. */
export const shapeNames = {
  GRAPHQL_AUTH: [
    'ALLOW_LOGIN_NOT_VERIFIED',
    'LOGIN_ALLOWED_FIELDS',
    'REGISTER_MUTATION_FIELDS',
    'REGISTER_MUTATION_FIELDS_OPTIONAL',
    'UPDATE_MUTATION_FIELDS',
    'ALLOW_PASSWORDLESS_REGISTRATION',
    'USER_NODE_EXCLUDE_FIELDS',
    'USER_NODE_FILTER_FIELDS',
    'CUSTOM_ERROR_TYPE',
    'QUERIES',
    'MUTATIONS',
    'STAFF_MUTATIONS',
    'COOKIE_MODE',
  ],
  GRAPHQL_JWT: [
    'JWT_LONG_RUNNING_REFRESH_TOKEN',
    'JWT_ALLOW_ARGUMENT',
    'JWT_ARGUMENT_NAME',
    'JWT_ALLOW_ANY_CLASSES',
    'JWT_ENCODE_HANDLER',
    'JWT_DECODE_HANDLER',
    'JWT_PAYLOAD_HANDLER',
    'JWT_PAYLOAD_GET_USERNAME_HANDLER',
    'JWT_GET_USER_BY_NATURAL_KEY_HANDLER',
    'JWT_REFRESH_EXPIRED_HANDLER',
    'JWT_GET_REFRESH_TOKEN_HANDLER',
    'JWT_ALLOW_ANY_HANDLER',
    'JWT_HIDE_TOKEN_FIELDS',
  ],
}
