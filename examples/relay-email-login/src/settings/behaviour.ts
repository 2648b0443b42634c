import { z } from 'zod'
import { sender } from '../mail/sender.js'
import { templateVariables } from '../mail/template-variables.js'
import { duration } from './duration.js'
import { graphqlLimits, orFalse, passwordValidators, rateLimit } from './object-settings.js'

/** Settings of GRAPHQL_AUTH that take effect at the next start. */
export const graphqlAuth = z.object({
  /** The e-mail argument of tokenAuth also matches a secondary e-mail. */
  ALLOW_LOGIN_WITH_SECONDARY_EMAIL: z.boolean().prefault(true),
  /** With ALLOW_PASSWORDLESS_REGISTRATION: mail the link to set the password. */
  SEND_PASSWORD_SET_EMAIL: z.boolean().prefault(false),
  /** deleteAccount removes the row; otherwise it makes the user inactive. */
  ALLOW_DELETE_ACCOUNT: z.boolean().prefault(false),
  /** Mail the activation link after register. */
  SEND_ACTIVATION_EMAIL: z.boolean().prefault(true),
  /** How long an activation link works. */
  EXPIRATION_ACTIVATION_TOKEN: duration.prefault('7d'),
  /** How long a password reset link works. */
  EXPIRATION_PASSWORD_RESET_TOKEN: duration.prefault('1h'),
  /** How long the activation link of a secondary e-mail works. */
  EXPIRATION_SECONDARY_EMAIL_ACTIVATION_TOKEN: duration.prefault('1h'),
  /** How long a link to set the password works. */
  EXPIRATION_PASSWORD_SET_TOKEN: duration.prefault('1h'),
  /** Sender of every mail; EMAIL_FROM in the environment wins. */
  EMAIL_FROM: sender.prefault('test@email.com'),
  /** Path of the activation link on the front end. */
  ACTIVATION_PATH_ON_EMAIL: z.string().prefault('activate'),
  /** Path of the activation link of a secondary e-mail. */
  ACTIVATION_SECONDARY_EMAIL_PATH_ON_EMAIL: z.string().prefault('activate'),
  /** Path of the link to set the password. */
  PASSWORD_SET_PATH_ON_EMAIL: z.string().prefault('password-set'),
  /** Path of the password reset link. */
  PASSWORD_RESET_PATH_ON_EMAIL: z.string().prefault('password-reset'),
  /** Subject of the activation mail; one line. */
  EMAIL_SUBJECT_ACTIVATION: z.string().prefault('emails/activation.subject.ejs'),
  /** Subject of the activation mail that is sent again. */
  EMAIL_SUBJECT_ACTIVATION_RESEND: z.string().prefault('emails/activation-resend.subject.ejs'),
  /** Subject of the activation mail of a secondary e-mail. */
  EMAIL_SUBJECT_SECONDARY_EMAIL_ACTIVATION: z
    .string()
    .prefault('emails/secondary-email-activation.subject.ejs'),
  /** Subject of the mail to set the password. */
  EMAIL_SUBJECT_PASSWORD_SET: z.string().prefault('emails/password-set.subject.ejs'),
  /** Subject of the password reset mail. */
  EMAIL_SUBJECT_PASSWORD_RESET: z.string().prefault('emails/password-reset.subject.ejs'),
  /** HTML of the activation mail; its text part is made from it. */
  EMAIL_TEMPLATE_ACTIVATION: z.string().prefault('emails/activation.html.ejs'),
  /** HTML of the activation mail that is sent again. */
  EMAIL_TEMPLATE_ACTIVATION_RESEND: z.string().prefault('emails/activation-resend.html.ejs'),
  /** HTML of the activation mail of a secondary e-mail. */
  EMAIL_TEMPLATE_SECONDARY_EMAIL_ACTIVATION: z
    .string()
    .prefault('emails/secondary-email-activation.html.ejs'),
  /** HTML of the mail to set the password. */
  EMAIL_TEMPLATE_PASSWORD_SET: z.string().prefault('emails/password-set.html.ejs'),
  /** HTML of the password reset mail. */
  EMAIL_TEMPLATE_PASSWORD_RESET: z.string().prefault('emails/password-reset.html.ejs'),
  /** Extra variables for the mail templates. */
  EMAIL_TEMPLATE_VARIABLES: templateVariables.prefault({}),
  /** outbox: mail is sent after the answer, with retries. queue: the same, by whichever server is free, with the package ioredis. false: inside the request. */
  EMAIL_ASYNC_TASK: z.literal(['outbox', 'queue', false]).prefault('outbox'),
  /** "django": the behaviour of django-graphql-auth, less safe, where nothing else is set. */
  COMPATIBILITY: z.literal(['django']).nullable().prefault(null),
  /** Who may see other users: anyone, or staff. Closed accounts are for staff. null: anyone while developing, else staff. */
  USERS_QUERY_ACCESS: z.literal(['anyone', 'staff']).nullable().prefault(null),
  /** A refresh token works once; used again, it ends its session. */
  REFRESH_TOKEN_ROTATION: z.boolean().prefault(true),
  /** How long a used refresh token still gives the same answer, for clients that lost it. */
  REFRESH_TOKEN_REUSE_GRACE: orFalse(duration).prefault('10s'),
  /** Access tokens die with their session; otherwise they live until they expire. */
  ACCESS_TOKEN_REVOCATION: z.boolean().prefault(true),
  /** mail: answers about mails tell nobody who has an account. strict: register neither. */
  ENUMERATION_SAFE: z.literal(['off', 'mail', 'strict']).prefault('mail'),
  /** Addresses that differ in letter case only are one address. */
  EMAIL_CASE_INSENSITIVE: z.boolean().prefault(true),
  /** How long a session may be refreshed after its login; null: for ever. */
  REFRESH_FAMILY_LIFETIME: duration.nullable().prefault('90d'),
  /** How often something may be tried; false: without limit. */
  RATE_LIMIT: orFalse(rateLimit).prefault({}),
  /** How large a GraphQL request may be; false: without limit. */
  GRAPHQL_LIMITS: orFalse(graphqlLimits).prefault({}),
  /** Whether the schema may be queried. null: while developing only. */
  INTROSPECTION: z.boolean().nullable().prefault(null),
  /** Whether browsers get GraphiQL. null: while developing only. */
  GRAPHIQL: z.boolean().nullable().prefault(null),
  /** The rules for new passwords. */
  PASSWORD_VALIDATORS: passwordValidators.prefault({}),
  /** How passwords are hashed; other hashes are replaced at the next login. "argon2id" needs the package @node-rs/argon2. */
  PASSWORD_HASHER: z.literal(['bcrypt', 'argon2id']).prefault('bcrypt'),
  /** The cost of a bcrypt hash; one more doubles the time. */
  BCRYPT_COST: z.int().min(4).max(16).prefault(11),
})

/** Settings of GRAPHQL_JWT that take effect at the next start. */
export const graphqlJwt = z.object({
  /** How access tokens are signed; RS* and ES256 need the key files of the environment. */
  JWT_ALGORITHM: z
    .enum(['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256'])
    .prefault('HS256'),
  /** Written into access tokens as `aud` and required of them. */
  JWT_AUDIENCE: z.string().nullable().prefault(null),
  /** Written into access tokens as `iss` and required of them. */
  JWT_ISSUER: z.string().nullable().prefault(null),
  /** How far clocks may differ when expiry is checked. */
  JWT_LEEWAY: duration.prefault('0s'),
  /** Whether signatures are checked. */
  JWT_VERIFY: z.boolean().prefault(true),
  /** Whether the expiry of access tokens is checked. */
  JWT_VERIFY_EXPIRATION: z.boolean().prefault(true),
  /** How long an access token lives. */
  JWT_EXPIRATION_DELTA: duration.prefault('5m'),
  /** Adds `origIat` to access tokens. */
  JWT_ALLOW_REFRESH: z.boolean().prefault(true),
  /** How long a refresh token lives. */
  JWT_REFRESH_EXPIRATION_DELTA: duration.prefault('7d'),
  /** Random bytes of a refresh token, shown as hex. */
  JWT_REFRESH_TOKEN_N_BYTES: z.int().min(16).max(128).prefault(20),
  /** A refresh gives the same refresh token a new lifetime instead of a new token. */
  JWT_REUSE_REFRESH_TOKENS: z.boolean().prefault(false),
  /** The header that carries the access token. */
  JWT_AUTH_HEADER_NAME: z.string().prefault('Authorization'),
  /** What stands before the token in the header; Bearer works too. */
  JWT_AUTH_HEADER_PREFIX: z.string().prefault('JWT'),
  /** Cookie of the access token; __Host- is put before it where browsers allow that. */
  JWT_COOKIE_NAME: z.string().prefault('JWT'),
  /** Cookie of the refresh token; __Host- is put before it where browsers allow that. */
  JWT_REFRESH_TOKEN_COOKIE_NAME: z.string().prefault('JWT-refresh-token'),
  /** Cookies are sent over HTTPS only; in production they always are, whatever this says. */
  JWT_COOKIE_SECURE: z.boolean().prefault(false),
  /** Path attribute of the cookies. */
  JWT_COOKIE_PATH: z.string().prefault('/'),
  /** Domain attribute of the cookies; null: the host of the server only. */
  JWT_COOKIE_DOMAIN: z.string().nullable().prefault(null),
  /** SameSite attribute of the cookies; null: Lax. None needs Secure. */
  JWT_COOKIE_SAMESITE: z
    .literal(['Lax', 'Strict', 'None', 'lax', 'strict', 'none'])
    .nullable()
    .prefault(null),
  /** Nothing to set: with cookies, requests carry a header in the place of a CSRF token. */
  JWT_CSRF_ROTATION: z.literal(false).prefault(false),
})
