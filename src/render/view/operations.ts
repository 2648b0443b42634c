import { userFilters } from '../../model/filters.js'
import { type MutationModel, mutations, tokenArgument } from '../../model/mutations.js'
import { type NodeType, nodeTypes } from '../../model/nodes.js'
import type { UserModel } from '../../model/user-model.js'
import { STAFF_MUTATIONS } from '../../settings/table/operation-names.js'
import type { Settings } from '../../settings/types.js'

/** One operation of the schema, as a row of the README's table. */
export interface OperationView {
  /** As clients call it, with its arguments. */
  signature: string
  who: string
  does: string
}

const LOGGED_IN = 'a user who is logged in'
/** By USERS_QUERY_ACCESS. */
const SEES = 'staff and superusers; others see themselves'
const VERIFIED = 'a verified user'
const CONFIRMED = 'a verified user, with the password'

const STAFF = 'verified staff and superusers; about a superuser, only superusers'

/** Who may call the mutations that need a login. */
const WHO: Readonly<Record<string, string>> = {
  updateAccount: VERIFIED,
  passwordChange: CONFIRMED,
  archiveAccount: CONFIRMED,
  deleteAccount: CONFIRMED,
  sendSecondaryEmailActivation: CONFIRMED,
  swapEmails: `${CONFIRMED} and a secondary e-mail`,
  removeSecondaryEmail: `${CONFIRMED} and a secondary e-mail`,
  revokeSession: LOGGED_IN,
  revokeOtherSessions: LOGGED_IN,
  revokeAllSessions: LOGGED_IN,
  ...Object.fromEntries(STAFF_MUTATIONS.map((name) => [name, STAFF])),
}

const DOES: Readonly<Record<string, string>> = {
  register: 'Creates an account and mails the activation link.',
  verifyAccount: 'Verifies the account that the link was mailed to.',
  resendActivationEmail: 'Mails a new activation link.',
  sendPasswordResetEmail: 'Mails a link to set a new password.',
  passwordReset: 'Sets the password with the token of that link. Ends every session.',
  passwordSet: 'Does the same for an account without a password.',
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

/** The queries and mutations of a project, in the order of the schema. */
export function operationsView(settings: Settings, model: UserModel): OperationView[] {
  const rows = mutations(settings, model).map((mutation) => ({
    signature: signature(mutation.name, inputOf(mutation, settings)),
    who: whoMayCall(mutation, settings),
    does: textOf(DOES, mutation.name),
  }))
  const { QUERIES } = settings.GRAPHQL_AUTH
  const asked = queries(settings, model).filter(({ signature }) =>
    QUERIES.includes(signature.split('(', 1).join('')),
  )
  return [...asked, ...nodeQueries(settings), ...rows]
}

/** Whose objects `node` finds, by their types. */
const SEES_NODES: Readonly<Record<NodeType, string>> = {
  UserNode: `users: ${SEES}`,
  SessionNode: 'sessions: their user',
}

function nodeQueries(settings: Settings): OperationView[] {
  const types = nodeTypes(settings)
  if (types.length === 0) return []
  const who = types.map((type) => SEES_NODES[type]).join('; ')
  return [
    { signature: 'node(id: ID!)', who, does: 'The object with an id, or null.' },
    {
      signature: 'nodes(ids: [ID!]!)',
      who,
      does: 'The objects with at most 100 ids, in their order, each of them or null.',
    },
  ]
}

function queries(settings: Settings, model: UserModel): OperationView[] {
  const filters = userFilters(settings, model).map(({ argument }) => `\`${argument}\``)
  return [
    {
      signature: signature('me', tokenArgument(settings)),
      who: 'anyone',
      does: 'The caller, or null.',
    },
    { signature: 'user(id: ID!)', who: SEES, does: 'One user, or null.' },
    {
      signature: 'users(…)',
      who: SEES,
      does: [
        'Users by id, at most 100 per page: `first`, `last`, `before`, `after`, `offset`.',
        ...(filters.length > 0 ? [`Filters: ${filters.join(', ')}.`] : []),
      ].join(' '),
    },
    {
      signature: signature('sessions', tokenArgument(settings)),
      who: 'anyone',
      does: 'The sessions of the caller, newest first, at most 100; or null.',
    },
  ]
}

function signature(name: string, args: string[]): string {
  return args.length > 0 ? `${name}(${args.join(', ')})` : name
}

/** In the relay flavor the arguments of a mutation are fields of one. */
function inputOf({ arguments: args }: MutationModel, { flavor }: Settings): string[] {
  if (flavor !== 'relay') return args
  return [args.length > 0 ? `input: { ${args.join(', ')} }` : 'input: {}']
}

function whoMayCall({ name, isProtected }: MutationModel, { GRAPHQL_JWT }: Settings): string {
  if (isProtected) return textOf(WHO, name)
  return GRAPHQL_JWT.JWT_ALLOW_ANY_CLASSES.includes(name) ? 'anyone' : LOGGED_IN
}

function textOf(texts: Readonly<Record<string, string>>, name: string): string {
  const text = texts[name]
  if (text === undefined) throw new Error(`The README says nothing about ${name}.`)
  return text
}
