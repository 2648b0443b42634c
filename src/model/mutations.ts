import { capitalized } from '../settings/names.js'
import { STAFF_MUTATIONS } from '../settings/table/operation-names.js'
import type { Arguments, Settings } from '../settings/types.js'
import { hasCookies, refreshTokenName, shownTokens } from './cookies.js'
import { extrasFirst, fieldNamed, type UserModel } from './user-model.js'

/** One mutation of the schema. Arguments and results are lines of SDL like `email: String!`. */
export interface MutationModel {
  /** As clients call it. */
  name: string
  /** What its payload, or in the relay flavor its input and payload, are named after. */
  type: string
  arguments: string[]
  /** Beside `success` and `errors`, which every mutation answers. */
  results: string[]
  /** Whether the caller has to be logged in: it acts on that account, or is for staff. */
  isProtected: boolean
}

/** The mutations of a project, in the order of the original's schema; ours come behind them. */
export function mutations(settings: Settings, model: UserModel): MutationModel[] {
  const { MUTATIONS, STAFF_MUTATIONS } = settings.GRAPHQL_AUTH
  const names = [...MUTATIONS, ...STAFF_MUTATIONS]
  return everyMutation(settings, model).filter(({ name }) => names.includes(name))
}

/** What there would be if no mutation were left out, of those for staff too. */
export function everyMutation(settings: Settings, model: UserModel): MutationModel[] {
  const { GRAPHQL_AUTH, GRAPHQL_JWT } = settings
  const long = GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN
  const tokens = shownTokens(settings).map((name) => `${name}: String`)
  const tokensOfRegister = GRAPHQL_AUTH.ALLOW_LOGIN_NOT_VERIFIED ? tokens : []
  // What a cookie may hold need not be given.
  const refreshArgument = `${refreshTokenName(settings)}: String${hasCookies(settings) ? '' : '!'}`
  const newPassword = ['newPassword1: String!', 'newPassword2: String!']
  const password = 'password: String!'
  const email = 'email: String!'
  const token = 'token: String!'

  const open = (name: string, args: string[], results: string[] = [], type = capitalized(name)) =>
    ({ name, type, arguments: args, results, isProtected: false }) satisfies MutationModel
  const own = (name: string, args: string[], results: string[] = []): MutationModel => ({
    ...open(name, [...args, ...tokenArgument(settings)], results),
    isProtected: true,
  })

  return [
    open('register', registerArguments(settings, model), tokensOfRegister),
    open('verifyAccount', [token]),
    open('resendActivationEmail', [email]),
    open('sendPasswordResetEmail', [email]),
    open('passwordReset', [token, ...newPassword]),
    open('passwordSet', [token, ...newPassword]),
    own('passwordChange', ['oldPassword: String!', ...newPassword], tokens),
    own('archiveAccount', [password]),
    own('deleteAccount', [password]),
    own('updateAccount', toSdl(typed(GRAPHQL_AUTH.UPDATE_MUTATION_FIELDS, ''), model)),
    own('sendSecondaryEmailActivation', [email, password]),
    open('verifySecondaryEmail', [token]),
    own('swapEmails', [password]),
    own('removeSecondaryEmail', [password]),
    open(
      'tokenAuth',
      [password, ...loginArguments(settings, model)],
      [...tokens, 'user: UserNode', 'unarchiving: Boolean'],
      'ObtainJSONWebToken',
    ),
    open('verifyToken', [token], ['payload: GenericScalar']),
    open('refreshToken', [refreshArgument], [...tokens, 'payload: GenericScalar']),
    ...(long ? [open('revokeToken', [refreshArgument], ['revoked: Int'])] : []),
    own('revokeSession', ['id: ID!']),
    own('revokeOtherSessions', []),
    own('revokeAllSessions', []),
    ...STAFF_MUTATIONS.map((name) => own(name, ['id: ID!'])),
  ]
}

/** The argument that may carry the access token instead of the header (JWT_ALLOW_ARGUMENT). */
export function tokenArgument({ GRAPHQL_JWT }: Settings): string[] {
  return GRAPHQL_JWT.JWT_ALLOW_ARGUMENT ? [`${GRAPHQL_JWT.JWT_ARGUMENT_NAME}: String`] : []
}

function registerArguments({ GRAPHQL_AUTH }: Settings, model: UserModel): string[] {
  const passwords = GRAPHQL_AUTH.ALLOW_PASSWORDLESS_REGISTRATION
    ? []
    : ['password1: String!', 'password2: String!']
  const fields = [
    ...typed(GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS, '!'),
    ...typed(GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS_OPTIONAL, ''),
  ]
  return [...toSdl(fields, model), ...passwords]
}

function loginArguments({ GRAPHQL_AUTH }: Settings, model: UserModel): string[] {
  return GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS.map((name) => `${name}: ${fieldNamed(model, name).type}`)
}

interface Argument {
  name: string
  /** In SDL. */
  type: string
}

function typed(args: Arguments, ending: '' | '!'): Argument[] {
  return Object.entries(args).map(([name, type]) => ({ name, type: type + ending }))
}

function toSdl(args: readonly Argument[], model: UserModel): string[] {
  return extrasFirst(args, model).map(({ name, type }) => `${name}: ${type}`)
}
