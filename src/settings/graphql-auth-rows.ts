import { rowMakers } from './rows.js'
import type { SettingRow } from './table.js'
import type { IdentityFields } from './types.js'

const { shape, behaviour, notYet } = rowMakers('GRAPHQL_AUTH')

/** The e-mail field and the username field, once where both are the same. */
export function identityFields({ USERNAME_FIELD, EMAIL_FIELD }: IdentityFields): string[] {
  return [...new Set([EMAIL_FIELD, USERNAME_FIELD])]
}

/** Arguments of the filters of `users`, for these names (spec/settings.md). */
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

export const GRAPHQL_AUTH_ROWS: readonly SettingRow[] = [
  shape('ALLOW_LOGIN_NOT_VERIFIED', 'boolean', true, 'Unverified users may log in; if so, register answers with token and refreshToken.'),
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
  behaviour('EMAIL_FROM', 'email-address', 'test@email.com', 'Sender of every mail; EMAIL_FROM in the environment wins.'),
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
  shape('USER_NODE_FILTER_FIELDS', 'lookups', filterFields, 'Filters of the users query: field, or status.archived and the like, and its lookups.'),
  behaviour('EMAIL_ASYNC_TASK', 'false-for-now', false, 'false sends mail inside the request; a mail that cannot be sent rolls everything back.'),
  shape('CUSTOM_ERROR_TYPE', 'module', null, 'Module of the project that exports a serializer for another shape of errors.'),
  notYet('COMPATIBILITY', 'behaviour', "Sets what differs from the original to the original's values."),
  notYet('QUERIES', 'shape', 'The queries of the schema.'),
  notYet('MUTATIONS', 'shape', 'The mutations of the schema.'),
  notYet('USERS_QUERY_ACCESS', 'behaviour', 'Who may list users.'),
  notYet('REFRESH_TOKEN_ROTATION', 'behaviour', 'A refresh token works once.'),
  notYet('REFRESH_TOKEN_REUSE_GRACE', 'behaviour', 'How long a rotated refresh token is still answered.'),
  notYet('ACCESS_TOKEN_REVOCATION', 'behaviour', 'Ending a session ends its access tokens at once.'),
  notYet('ENUMERATION_SAFE', 'behaviour', 'Answers do not tell whether an address has an account.'),
  notYet('EMAIL_CASE_INSENSITIVE', 'behaviour', 'Addresses that differ in case only are one address.'),
  notYet('REFRESH_FAMILY_LIFETIME', 'behaviour', 'How long a chain of refreshes may go on.'),
  notYet('COOKIE_MODE', 'shape', 'Tokens in httpOnly cookies.'),
  notYet('RATE_LIMIT', 'behaviour', 'Limits of logins, registers and mails.'),
  notYet('GRAPHQL_LIMITS', 'behaviour', 'Limits of depth, aliases and size of a query.'),
  notYet('INTROSPECTION', 'behaviour', 'Whether the schema may be queried.'),
  notYet('GRAPHIQL', 'behaviour', 'Whether GraphiQL is served.'),
  notYet('PASSWORD_VALIDATORS', 'behaviour', 'The rules a new password must meet.'),
  notYet('PASSWORD_HASHER', 'behaviour', 'The algorithm of password hashes.'),
  notYet('BCRYPT_COST', 'behaviour', 'The cost of a password hash.'),
]
