import { z } from 'zod'
import { duration } from './duration.js'

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
  EMAIL_FROM: z.string().prefault('test@email.com'),
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
  EMAIL_TEMPLATE_VARIABLES: z.record(z.string(), z.json()).prefault({}),
  /** false sends mail inside the request; a mail that cannot be sent rolls everything back. */
  EMAIL_ASYNC_TASK: z.literal(false).prefault(false),
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
})
