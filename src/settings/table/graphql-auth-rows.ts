import type { IdentityFields } from '../types.js'
import type { Json } from '../values/json.js'
import { graphqlLimits, passwordValidators, rateLimit } from '../values/limits.js'
import { MUTATIONS, QUERIES, STAFF_MUTATIONS } from './operation-names.js'
import { rowMakers, type SettingRow } from './row.js'

const { shape, behaviour } = rowMakers('GRAPHQL_AUTH')

/** The e-mail field and the username field, once where both are the same. */
function identityFields({ USERNAME_FIELD, EMAIL_FIELD }: IdentityFields): string[] {
  return [...new Set([EMAIL_FIELD, USERNAME_FIELD])]
}

/** The fields by which `users` can be filtered, and their lookups: those of the original. */
function filterFields({ USERNAME_FIELD, EMAIL_FIELD }: IdentityFields): Record<string, string[]> {
  return {
    [EMAIL_FIELD]: ['exact'],
    [USERNAME_FIELD]: ['exact', 'icontains', 'istartswith'],
    isActive: ['exact'],
    'status.archived': ['exact'],
    'status.verified': ['exact'],
    'status.secondaryEmail': ['exact'],
  }
}

/** What the members of a setting are when nothing is said of them. */
function defaultsOf({ members }: { members: Readonly<Record<string, { default: Json }>> }) {
  return Object.fromEntries(Object.entries(members).map(([name, one]) => [name, one.default]))
}

export const GRAPHQL_AUTH_ROWS: readonly SettingRow[] = [
  shape('ALLOW_LOGIN_NOT_VERIFIED', 'boolean', true, 'Unverified users may log in, and register returns token and refreshToken.'),
  shape('LOGIN_ALLOWED_FIELDS', 'fields', identityFields, 'Fields usable with tokenAuth, each an optional argument.'),
  behaviour('ALLOW_LOGIN_WITH_SECONDARY_EMAIL', 'boolean', true, 'The e-mail argument of tokenAuth also matches a secondary e-mail.'),
  shape('REGISTER_MUTATION_FIELDS', 'field-types', identityFields, 'Required arguments of register, beside the passwords: a list (all String) or an object of name and type.'),
  shape('REGISTER_MUTATION_FIELDS_OPTIONAL', 'field-types', [], 'Optional arguments of register: a list (all String) or an object of name and type.'),
  shape('UPDATE_MUTATION_FIELDS', 'field-types', { firstName: 'String', lastName: 'String' }, 'Optional arguments of updateAccount: a list (all String) or an object of name and type.'),
  shape('ALLOW_PASSWORDLESS_REGISTRATION', 'boolean', false, 'Register without passwords: the account has an unusable one until passwordSet.'),
  behaviour('SEND_PASSWORD_SET_EMAIL', 'boolean', false, 'With ALLOW_PASSWORDLESS_REGISTRATION: mail the link to set the password.'),
  behaviour('ALLOW_DELETE_ACCOUNT', 'boolean', false, 'deleteAccount removes the row; otherwise it makes the user inactive.'),
  behaviour('SEND_ACTIVATION_EMAIL', 'boolean', true, 'Mail the activation link after register.'),
  behaviour('EXPIRATION_ACTIVATION_TOKEN', 'duration', '7d', 'How long an activation link works.'),
  behaviour('EXPIRATION_PASSWORD_RESET_TOKEN', 'duration', '1h', 'How long a password reset link works.'),
  behaviour('EXPIRATION_SECONDARY_EMAIL_ACTIVATION_TOKEN', 'duration', '1h', 'How long the activation link of a secondary e-mail works.'),
  behaviour('EXPIRATION_PASSWORD_SET_TOKEN', 'duration', '1h', 'How long a link to set the password works.'),
  behaviour('EMAIL_FROM', 'email-address', 'test@email.com', 'Sender of every mail; EMAIL_FROM in the environment overrides it.'),
  behaviour('ACTIVATION_PATH_ON_EMAIL', 'link-path', 'activate', 'Path of the activation link on the front end.'),
  behaviour('ACTIVATION_SECONDARY_EMAIL_PATH_ON_EMAIL', 'link-path', 'activate', 'Path of the activation link of a secondary e-mail.'),
  behaviour('PASSWORD_SET_PATH_ON_EMAIL', 'link-path', 'password-set', 'Path of the link to set the password.'),
  behaviour('PASSWORD_RESET_PATH_ON_EMAIL', 'link-path', 'password-reset', 'Path of the password reset link.'),
  behaviour('EMAIL_SUBJECT_ACTIVATION', 'template-path', 'emails/activation.subject.ejs', 'Subject of the activation mail; one line.'),
  behaviour('EMAIL_SUBJECT_ACTIVATION_RESEND', 'template-path', 'emails/activation-resend.subject.ejs', 'Subject of the activation mail that is sent again.'),
  behaviour('EMAIL_SUBJECT_SECONDARY_EMAIL_ACTIVATION', 'template-path', 'emails/secondary-email-activation.subject.ejs', 'Subject of the activation mail of a secondary e-mail.'),
  behaviour('EMAIL_SUBJECT_PASSWORD_SET', 'template-path', 'emails/password-set.subject.ejs', 'Subject of the mail to set the password.'),
  behaviour('EMAIL_SUBJECT_PASSWORD_RESET', 'template-path', 'emails/password-reset.subject.ejs', 'Subject of the password reset mail.'),
  behaviour('EMAIL_TEMPLATE_ACTIVATION', 'template-path', 'emails/activation.html.ejs', 'HTML of the activation mail; its text part is made from it.'),
  behaviour('EMAIL_TEMPLATE_ACTIVATION_RESEND', 'template-path', 'emails/activation-resend.html.ejs', 'HTML of the activation mail that is sent again.'),
  behaviour('EMAIL_TEMPLATE_SECONDARY_EMAIL_ACTIVATION', 'template-path', 'emails/secondary-email-activation.html.ejs', 'HTML of the activation mail of a secondary e-mail.'),
  behaviour('EMAIL_TEMPLATE_PASSWORD_SET', 'template-path', 'emails/password-set.html.ejs', 'HTML of the mail to set the password.'),
  behaviour('EMAIL_TEMPLATE_PASSWORD_RESET', 'template-path', 'emails/password-reset.html.ejs', 'HTML of the password reset mail.'),
  behaviour('EMAIL_TEMPLATE_VARIABLES', 'variables', {}, 'Extra variables for the mail templates.'),
  shape('USER_NODE_EXCLUDE_FIELDS', 'fields', ['password', 'isSuperuser'], 'Fields of the user model that UserNode does not show.'),
  shape('USER_NODE_FILTER_FIELDS', 'lookups', filterFields, 'Filters of the users query: each field, or status field such as status.archived, with its lookups.'),
  behaviour('EMAIL_ASYNC_TASK', 'mail-task', 'outbox', 'outbox: mail is sent after the answer, with retries. queue: the same, by the next free server, with the package ioredis. false: within the request.', { django: false }),
  shape('CUSTOM_ERROR_TYPE', 'module', null, 'Module of the project that exports a serializer for another shape of errors.'),
  behaviour('COMPATIBILITY', 'compatibility', null, '"django": less secure defaults, as in django-graphql-auth.'),
  shape('QUERIES', 'queries', [...QUERIES], 'The queries of the schema; omit some to remove them.'),
  shape('MUTATIONS', 'mutation-names', [...MUTATIONS], 'The mutations of the schema; omit some to remove them.'),
  shape('STAFF_MUTATIONS', 'staff-mutations', false, `Mutations for staff: true for all, or a list of ${STAFF_MUTATIONS.join(', ')}.`),
  behaviour('USERS_QUERY_ACCESS', 'users-access', null, 'Who may see other users: anyone, or staff. Only staff see closed accounts. null: anyone in development, otherwise staff.', { django: 'anyone' }),
  behaviour('REFRESH_TOKEN_ROTATION', 'boolean', true, 'A refresh token works once; used again, it ends its session.', { django: false }),
  behaviour('REFRESH_TOKEN_REUSE_GRACE', 'duration-or-false', '10s', 'How long a used refresh token returns the same answer again, for clients that lost it.', { django: false }),
  behaviour('ACCESS_TOKEN_REVOCATION', 'boolean', true, 'Access tokens end with their session; otherwise they are valid until they expire.', { django: false }),
  behaviour('ENUMERATION_SAFE', 'enumeration', 'mail', 'mail: mail mutations never reveal whether an account exists. strict: nor does register.', { django: 'off' }),
  behaviour('EMAIL_CASE_INSENSITIVE', 'boolean', true, 'Addresses that differ in letter case only are one address.', { django: false }),
  behaviour('REFRESH_FAMILY_LIFETIME', 'duration-or-null', '90d', 'How long a session may be refreshed after its login; null: without limit.', { django: null }),
  shape('COOKIE_MODE', 'cookie-mode', 'off', 'Which tokens are sent in httpOnly cookies: none (off), the refresh token (refresh), or both.'),
  behaviour('RATE_LIMIT', 'rate-limits', defaultsOf(rateLimit), 'How often something may be tried; false: without limit.', { django: false }),
  behaviour('GRAPHQL_LIMITS', 'graphql-limits', defaultsOf(graphqlLimits), 'The maximum size of a GraphQL request; false: without limit.', { django: false }),
  behaviour('INTROSPECTION', 'boolean-or-null', null, 'Whether the schema may be queried. null: in development only.'),
  behaviour('GRAPHIQL', 'boolean-or-null', null, 'Whether browsers get GraphiQL. null: in development only.'),
  behaviour('PASSWORD_VALIDATORS', 'password-validators', defaultsOf(passwordValidators), 'The rules for new passwords.'),
  behaviour('PASSWORD_HASHER', 'password-hasher', 'bcrypt', 'How passwords are hashed; other hashes are replaced at the next login. "argon2id" needs the package @node-rs/argon2.'),
  behaviour('BCRYPT_COST', 'bcrypt-cost', 11, 'The cost of a bcrypt hash; one more doubles the time.'),
]
