/**
 * What the settings of GRAPHQL_AUTH are with COMPATIBILITY "django" when they are not set: the
 * behaviour of django-graphql-auth. Each of them gives up a protection; see SECURITY.md.
 */
export const djangoDefaults = {
  EMAIL_ASYNC_TASK: false,
  USERS_QUERY_ACCESS: 'anyone',
  REFRESH_TOKEN_ROTATION: false,
  REFRESH_TOKEN_REUSE_GRACE: false,
  ACCESS_TOKEN_REVOCATION: false,
  ENUMERATION_SAFE: 'off',
  EMAIL_CASE_INSENSITIVE: false,
  REFRESH_FAMILY_LIFETIME: null,
  RATE_LIMIT: false,
  GRAPHQL_LIMITS: false,
}
