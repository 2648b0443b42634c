import { operationText } from '../../model/descriptions.js'
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

/** The queries and mutations of a project, in the order of the schema. */
export function operationsView(settings: Settings, model: UserModel): OperationView[] {
  const rows = mutations(settings, model).map((mutation) => ({
    signature: signature(mutation.name, inputOf(mutation, settings)),
    who: whoMayCall(mutation, settings),
    does: operationText(mutation.name),
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
    { signature: 'node(id: ID!)', who, does: operationText('node') },
    { signature: 'nodes(ids: [ID!]!)', who, does: operationText('nodes') },
  ]
}

function queries(settings: Settings, model: UserModel): OperationView[] {
  const filters = userFilters(settings, model).map(({ argument }) => `\`${argument}\``)
  return [
    {
      signature: signature('me', tokenArgument(settings)),
      who: 'anyone',
      does: operationText('me'),
    },
    { signature: 'user(id: ID!)', who: SEES, does: operationText('user') },
    {
      signature: 'users(…)',
      who: SEES,
      does: [
        operationText('users'),
        'Pages: `first`, `last`, `before`, `after`, `offset`.',
        ...(filters.length > 0 ? [`Filters: ${filters.join(', ')}.`] : []),
      ].join(' '),
    },
    {
      signature: signature('sessions', tokenArgument(settings)),
      who: 'anyone',
      does: operationText('sessions'),
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
