import { setting } from './values/behaviour-types.js'

/** Settings of GRAPHQL_AUTH that take effect at the next start: their types and defaults. */
export const graphqlAuth = {
  /** The e-mail argument of tokenAuth also matches a secondary e-mail. */
  ALLOW_LOGIN_WITH_SECONDARY_EMAIL: setting('boolean', true),
  /** With ALLOW_PASSWORDLESS_REGISTRATION: mail the link to set the password. */
  SEND_PASSWORD_SET_EMAIL: setting('boolean', false),
  /** deleteAccount removes the row; otherwise it makes the user inactive. */
  ALLOW_DELETE_ACCOUNT: setting('boolean', false),
  /** Mail the activation link after register. */
  SEND_ACTIVATION_EMAIL: setting('boolean', true),
  /** How long an activation link works. */
  EXPIRATION_ACTIVATION_TOKEN: setting('duration', '7d'),
  /** How long a password reset link works. */
  EXPIRATION_PASSWORD_RESET_TOKEN: setting('duration', '1h'),
  /** How long the activation link of a secondary e-mail works. */
  EXPIRATION_SECONDARY_EMAIL_ACTIVATION_TOKEN: setting('duration', '1h'),
  /** How long a link to set the password works. */
  EXPIRATION_PASSWORD_SET_TOKEN: setting('duration', '1h'),
  /** Sender of every mail; EMAIL_FROM in the environment overrides it. */
  EMAIL_FROM: setting('email-address', 'test@email.com'),
  /** Path of the activation link on the front end. */
  ACTIVATION_PATH_ON_EMAIL: setting('link-path', 'activate'),
  /** Path of the activation link of a secondary e-mail. */
  ACTIVATION_SECONDARY_EMAIL_PATH_ON_EMAIL: setting('link-path', 'activate'),
  /** Path of the link to set the password. */
  PASSWORD_SET_PATH_ON_EMAIL: setting('link-path', 'password-set'),
  /** Path of the password reset link. */
  PASSWORD_RESET_PATH_ON_EMAIL: setting('link-path', 'password-reset'),
  /** Subject of the activation mail; one line. */
  EMAIL_SUBJECT_ACTIVATION: setting('template-path', 'emails/activation.subject.ejs'),
  /** Subject of the activation mail that is sent again. */
  EMAIL_SUBJECT_ACTIVATION_RESEND: setting('template-path', 'emails/activation-resend.subject.ejs'),
  /** Subject of the activation mail of a secondary e-mail. */
  EMAIL_SUBJECT_SECONDARY_EMAIL_ACTIVATION: setting(
    'template-path',
    'emails/secondary-email-activation.subject.ejs',
  ),
  /** Subject of the mail to set the password. */
  EMAIL_SUBJECT_PASSWORD_SET: setting('template-path', 'emails/password-set.subject.ejs'),
  /** Subject of the password reset mail. */
  EMAIL_SUBJECT_PASSWORD_RESET: setting('template-path', 'emails/password-reset.subject.ejs'),
  /** HTML of the activation mail; its text part is made from it. */
  EMAIL_TEMPLATE_ACTIVATION: setting('template-path', 'emails/activation.html.ejs'),
  /** HTML of the activation mail that is sent again. */
  EMAIL_TEMPLATE_ACTIVATION_RESEND: setting('template-path', 'emails/activation-resend.html.ejs'),
  /** HTML of the activation mail of a secondary e-mail. */
  EMAIL_TEMPLATE_SECONDARY_EMAIL_ACTIVATION: setting(
    'template-path',
    'emails/secondary-email-activation.html.ejs',
  ),
  /** HTML of the mail to set the password. */
  EMAIL_TEMPLATE_PASSWORD_SET: setting('template-path', 'emails/password-set.html.ejs'),
  /** HTML of the password reset mail. */
  EMAIL_TEMPLATE_PASSWORD_RESET: setting('template-path', 'emails/password-reset.html.ejs'),
  /** Extra variables for the mail templates. */
  EMAIL_TEMPLATE_VARIABLES: setting('variables', {}),
  /** outbox: mail is sent after the answer, with retries. queue: the same, by the next free server, with the package ioredis. false: within the request. */
  EMAIL_ASYNC_TASK: setting('mail-task', 'outbox'),
  /** "django": less secure defaults, as in django-graphql-auth. */
  COMPATIBILITY: setting('compatibility', null),
  /** Who may see other users: anyone, or staff. Only staff see closed accounts. null: anyone in development, otherwise staff. */
  USERS_QUERY_ACCESS: setting('users-access', null),
  /** A refresh token works once; used again, it ends its session. */
  REFRESH_TOKEN_ROTATION: setting('boolean', true),
  /** How long a used refresh token returns the same answer again, for clients that lost it. */
  REFRESH_TOKEN_REUSE_GRACE: setting('duration-or-false', '10s'),
  /** Access tokens end with their session; otherwise they are valid until they expire. */
  ACCESS_TOKEN_REVOCATION: setting('boolean', true),
  /** mail: mail mutations never reveal whether an account exists. strict: nor does register. */
  ENUMERATION_SAFE: setting('enumeration', 'mail'),
  /** Addresses that differ in letter case only are one address. */
  EMAIL_CASE_INSENSITIVE: setting('boolean', true),
  /** How long a session may be refreshed after its login; null: without limit. */
  REFRESH_FAMILY_LIFETIME: setting('duration-or-null', '90d'),
  /** How often something may be tried; false: without limit. */
  RATE_LIMIT: setting('rate-limits', {}),
  /** The maximum size of a GraphQL request; false: without limit. */
  GRAPHQL_LIMITS: setting('graphql-limits', {}),
  /** Whether the schema may be queried. null: in development only. */
  INTROSPECTION: setting('boolean-or-null', null),
  /** Whether browsers get GraphiQL. null: in development only. */
  GRAPHIQL: setting('boolean-or-null', null),
  /** The rules for new passwords. */
  PASSWORD_VALIDATORS: setting('password-validators', {}),
  /** How passwords are hashed; other hashes are replaced at the next login. "argon2id" needs the package @node-rs/argon2. */
  PASSWORD_HASHER: setting('password-hasher', 'bcrypt'),
  /** The cost of a bcrypt hash; one more doubles the time. */
  BCRYPT_COST: setting('bcrypt-cost', 11),
}

/** Settings of GRAPHQL_JWT that take effect at the next start: their types and defaults. */
export const graphqlJwt = {
  /** How access tokens are signed; RS* and ES256 need the key files of the environment. */
  JWT_ALGORITHM: setting('algorithm', 'HS256'),
  /** Written to access tokens as `aud`, and required in them. */
  JWT_AUDIENCE: setting('text-or-null', null),
  /** Written to access tokens as `iss`, and required in them. */
  JWT_ISSUER: setting('text-or-null', null),
  /** How far clocks may differ when expiry is checked. */
  JWT_LEEWAY: setting('duration-or-zero', '0s'),
  /** Whether signatures are checked. */
  JWT_VERIFY: setting('boolean', true),
  /** Whether the expiry of access tokens is checked. */
  JWT_VERIFY_EXPIRATION: setting('boolean', true),
  /** How long an access token lives. */
  JWT_EXPIRATION_DELTA: setting('duration', '5m'),
  /** Adds `origIat` to access tokens. */
  JWT_ALLOW_REFRESH: setting('boolean', true),
  /** How long a refresh token lives. */
  JWT_REFRESH_EXPIRATION_DELTA: setting('duration', '7d'),
  /** Random bytes of a refresh token, shown as hex. */
  JWT_REFRESH_TOKEN_N_BYTES: setting('byte-count', 20),
  /** A refresh extends the refresh token instead of replacing it. */
  JWT_REUSE_REFRESH_TOKENS: setting('boolean', false),
  /** The header that carries the access token. */
  JWT_AUTH_HEADER_NAME: setting('header-name', 'Authorization'),
  /** The prefix of the token in the header; Bearer works too. */
  JWT_AUTH_HEADER_PREFIX: setting('header-prefix', 'JWT'),
  /** Cookie of the access token; __Host- is put before it where browsers allow that. */
  JWT_COOKIE_NAME: setting('cookie-name', 'JWT'),
  /** Cookie of the refresh token; __Host- is put before it where browsers allow that. */
  JWT_REFRESH_TOKEN_COOKIE_NAME: setting('cookie-name', 'JWT-refresh-token'),
  /** Cookies are sent over HTTPS only; in production always. */
  JWT_COOKIE_SECURE: setting('boolean', false),
  /** Path attribute of the cookies. */
  JWT_COOKIE_PATH: setting('cookie-path', '/'),
  /** Domain attribute of the cookies; null: the host of the server only. */
  JWT_COOKIE_DOMAIN: setting('cookie-domain', null),
  /** SameSite attribute of the cookies; null: Lax. None needs Secure. */
  JWT_COOKIE_SAMESITE: setting('same-site', null),
  /** Not used: with cookies, requests carry a header instead of a CSRF token. */
  JWT_CSRF_ROTATION: setting('no-csrf-rotation', false),
}

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
