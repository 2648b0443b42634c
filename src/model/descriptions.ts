import { STAFF_MUTATIONS } from '../settings/table/operation-names.js'
import type { UserFilter } from './filters.js'
import type { UserModel } from './user-model.js'

/** What the queries and mutations do: the schema and the README say the same. */
const OPERATIONS: Readonly<Record<string, string>> = {
  me: 'The caller, or null.',
  user: 'One user, or null.',
  users: 'Users by id, at most 100 per page.',
  sessions: 'The sessions of the caller, newest first, at most 100; or null.',
  node: 'The object with an id, or null.',
  nodes: 'The objects with at most 100 ids, in their order, each of them or null.',
  register: 'Creates an account and mails the activation link.',
  verifyAccount: 'Verifies the account that the link was mailed to.',
  resendActivationEmail: 'Mails a new activation link.',
  sendPasswordResetEmail: 'Mails a link to set a new password.',
  passwordReset: 'Sets the password with the token of a mailed link. Ends every session.',
  passwordSet: 'Sets the first password of an account, with the token of a mailed link.',
  passwordChange: 'Sets the password, ends every session and starts a new one.',
  archiveAccount: 'Archives the account and ends every session. The next login restores it.',
  deleteAccount: 'Deactivates the account, or deletes it with `ALLOW_DELETE_ACCOUNT`.',
  updateAccount: 'Changes the given fields; omitted and null fields stay as they are.',
  sendSecondaryEmailActivation: 'Mails a link to the future secondary e-mail.',
  verifySecondaryEmail: 'Adds the secondary e-mail that the link was mailed to.',
  swapEmails: 'Swaps the primary and the secondary e-mail.',
  removeSecondaryEmail: 'Removes the secondary e-mail.',
  tokenAuth: 'Logs in with the password and one of the other arguments.',
  verifyToken: 'Returns the payload of an access token.',
  refreshToken: 'Returns new tokens for a token that may still be refreshed.',
  revokeToken: 'Logs out: ends the session of the refresh token.',
  revokeSession: 'Ends one of the sessions that `sessions` lists.',
  revokeOtherSessions: 'Ends every session except this one.',
  revokeAllSessions: 'Ends every session, including this one.',
  activateUser: 'Opens a closed account again.',
  deactivateUser: 'Closes the account of someone else. Ends its sessions and revokes its links.',
  verifyUser: 'Verifies an account without a link.',
  revokeUserSessions: 'Ends every session of a user.',
  sendUserPasswordResetEmail: 'Mails a user a link to set a new password.',
}

/** What arguments of mutations are that are not fields of the user. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  id: 'The id of a session of the caller.',
  password: 'The password of the account.',
  password1: 'The new password.',
  password2: 'The same password again.',
  oldPassword: 'The password until now.',
  newPassword1: 'The new password.',
  newPassword2: 'The same password again.',
  token: 'The token of the link in the mail.',
  refreshToken: 'The refresh token.',
}

/** Arguments that are something else in one mutation. */
const SPECIAL_ARGUMENTS: Readonly<Record<string, string>> = {
  'verifyToken.token': 'The access token.',
  'refreshToken.token': 'The access token.',
  'resendActivationEmail.email': 'The address that the account was registered with.',
  'sendPasswordResetEmail.email': 'The primary or the secondary e-mail of the account.',
  'sendSecondaryEmailActivation.email': 'The future secondary e-mail.',
  ...Object.fromEntries(STAFF_MUTATIONS.map((name) => [`${name}.id`, 'The id of the user.'])),
}

/** What answers of mutations hold. */
const RESULTS: Readonly<Record<string, string>> = {
  token: 'The access token.',
  refreshToken: 'The token to refresh the access token with.',
  payload: 'What the access token says.',
  user: 'The user who has logged in.',
  unarchiving: 'Whether the login has restored an archived account.',
  revoked: 'When the token was revoked, in seconds since 1970.',
}

/** The access token as an argument, as JWT_ALLOW_ARGUMENT allows. */
export const TOKEN_ARGUMENT = 'The access token, in place of the header.'

const USER_FIELDS: Readonly<Record<string, string>> = {
  id: 'The id, unique across all types.',
  lastLogin: 'When the user last logged in.',
  isSuperuser: 'Whether the user may do everything.',
  firstName: 'The first name.',
  lastName: 'The last name.',
  isStaff: 'Whether the user may see other users.',
  isActive: 'Whether the account is open: false after it was deleted.',
  dateJoined: 'When the account was created.',
  pk: 'The key in the database.',
  archived: 'Whether the account is archived.',
  verified: 'Whether the account is verified.',
  secondaryEmail: 'The secondary e-mail.',
}

/** @param name of a query or a mutation */
export function operationText(name: string): string {
  return textOf(OPERATIONS, name)
}

/** @param mutation whose argument it is */
export function argumentText(mutation: string, name: string, model: UserModel): string {
  return SPECIAL_ARGUMENTS[`${mutation}.${name}`] ?? ARGUMENTS[name] ?? userFieldText(name, model)
}

/** @param name of a field in the answer of a mutation */
export function resultText(name: string): string {
  return textOf(RESULTS, name)
}

/** @param name of a field of the user, as clients see it */
export function userFieldText(name: string, { username, email }: UserModel): string {
  if (name === email.name) return 'The primary e-mail.'
  if (name === username.name) return 'The username.'
  return USER_FIELDS[name] ?? `The field ${name} of the user.`
}

/** What is said of a filter: the words behind the name of its field. */
const LOOKUPS: Readonly<Record<UserFilter['lookup'], string>> = {
  exact: 'is this',
  iexact: 'is this, in any letter case',
  contains: 'contains this',
  icontains: 'contains this, in any letter case',
  startswith: 'begins with this',
  istartswith: 'begins with this, in any letter case',
  endswith: 'ends with this',
  iendswith: 'ends with this, in any letter case',
  gt: 'is greater than this',
  gte: 'is this or greater',
  lt: 'is less than this',
  lte: 'is this or less',
  in: 'is one of these',
  isnull: 'is missing (true) or not (false)',
}

export function filterText({ property, lookup }: UserFilter): string {
  const field = property.split('.').at(-1)
  return `Only users whose ${field} ${LOOKUPS[lookup]}.`
}

function textOf(texts: Readonly<Record<string, string>>, name: string): string {
  const text = texts[name]
  if (text === undefined) throw new Error(`Nothing describes ${name}.`)
  return text
}
