import { hasCookies } from '../../model/cookies.js'
import { type UserFilter, userFilters } from '../../model/filters.js'
import { type MutationModel, mutations, tokenArgument } from '../../model/mutations.js'
import type { UserModel } from '../../model/user-model.js'
import { userNodeFields, usesType } from '../../model/user-node.js'
import { QUERIES } from '../../settings/table/operation-names.js'
import type { Settings } from '../../settings/types.js'
import { bracketed } from '../layout.js'
import { TAKES_COOKIE } from './cookies.js'

/** What the type definitions are made of, as lines of SDL. */
export function sdlView(settings: Settings, model: UserModel) {
  return {
    queries: QUERIES.filter((name) => has(settings, name)).flatMap((name) =>
      queryFields(name, settings, model),
    ),
    hasUsers: has(settings, 'users'),
    hasSessions: has(settings, 'sessions'),
    mutations: mutations(settings, model).map((mutation) => ({
      name: mutation.name,
      type: mutation.type,
      arguments: mutation.arguments,
      inlineArguments: inParentheses(mutation.arguments),
      results: ['success: Boolean', 'errors: ExpectedErrorType', ...mutation.results],
    })),
    userNodeFields: userNodeFields(settings, model),
    scalars: scalars(model).map((name) => `scalar ${name}`),
  }
}

/** Whether a query was not left out. */
function has({ GRAPHQL_AUTH }: Settings, query: (typeof QUERIES)[number]): boolean {
  return GRAPHQL_AUTH.QUERIES.includes(query)
}

/** A query as lines of SDL. */
function queryFields(
  name: (typeof QUERIES)[number],
  settings: Settings,
  model: UserModel,
): string[] {
  const token = inParentheses(tokenArgument(settings))
  if (name === 'me') return [`me${token}: UserNode`]
  if (name === 'user') return ['user(id: ID!): UserNode']
  if (name === 'sessions') return [`sessions${token}: [SessionNode!]`]
  const filters = userFilters(settings, model).map(({ argument, type }) => `${argument}: ${type}`)
  const args = ['offset: Int', 'before: String', 'after: String', 'first: Int', 'last: Int']
  return ['users(', ...[...args, ...filters].map((line) => `  ${line}`), '): UserNodeConnection']
}

/** The resolvers of queries, as lines of code. */
const RESOLVERS: Record<(typeof QUERIES)[number], readonly string[]> = {
  me: ['me: (_root: unknown, args: Args, request: Request) => findCaller({ ...request, args }),'],
  user: [
    'user(_root: unknown, args: { id: string }, request: Request) {',
    "  const id = fromGlobalId('UserNode', args.id)",
    '  return id === null ? null : findVisibleUser(request, id)',
    '},',
  ],
  users: [
    'users: (_root: unknown, args: UsersArgs, request: Request) => findUsers(request, args),',
  ],
  sessions: [
    'sessions: (_root: unknown, args: Args, request: Request) =>',
    '  findOwnSessions({ ...request, args }),',
  ],
}

/** What resolvers.ts is made of. */
export function resolversView(settings: Settings, model: UserModel) {
  const all = mutations(settings, model)
  const closed = all.filter((mutation) => isClosed(mutation, settings))
  return {
    queries: QUERIES.filter((name) => has(settings, name)).flatMap((name) => RESOLVERS[name]),
    mutations: all.map(({ name }) => `${name}: toField(${resolver(name, closed, settings)}),`),
    scalars: scalars(model).map((name) => (name === 'Date' ? 'Date: DateScalar' : name)),
    userNode: userNodeResolvers(settings, model),
    login: loginResolvers(all, settings),
  }
}

/** Clients that come from the original know no null there, whatever a login ends with. */
function loginResolvers(all: MutationModel[], { flavor }: Settings): string[] {
  const type = all.find(({ name }) => name === 'tokenAuth')?.type
  if (!type) return []
  return [
    `${flavor === 'relay' ? `${type}Payload` : type}: {`,
    '  unarchiving: ({ unarchiving }: { unarchiving?: boolean }) => unarchiving ?? false,',
    '},',
  ]
}

/** What UserNode shows that is not a column of the user, and where it is. */
const ELSEWHERE = {
  pk: 'user.id',
  archived: 'user.status.archived',
  verified: 'user.status.verified',
  secondaryEmail: 'user.status.secondaryEmail',
}

function userNodeResolvers(settings: Settings, model: UserModel): string[] {
  const shown = userNodeFields(settings, model).map((line) => line.split(':', 1).join(''))
  return Object.entries(ELSEWHERE)
    .filter(([name]) => shown.includes(name))
    .map(([name, value]) => `${name}: (user: User) => ${value},`)
}

/** Whether some public mutation was taken out of JWT_ALLOW_ANY_CLASSES. */
export function hasClosedMutations(settings: Settings, model: UserModel): boolean {
  return mutations(settings, model).some((mutation) => isClosed(mutation, settings))
}

/** The filter arguments of `users`. */
export function filtersView(settings: Settings, model: UserModel) {
  const filters = userFilters(settings, model)
  return {
    lines: filters.map((filter) => {
      const name = namedFilter(filter)
      return name === null ? fieldFilter(filter) : `${filter.argument}: ${name},`
    }),
    searches: searches(filters.filter(({ isSearch }) => isSearch)),
  }
}

/** The set of arguments of `users` for which no index helps. */
function searches(filters: readonly UserFilter[]): string {
  const names = ['offset', ...filters.map(({ argument }) => argument)].map((name) => `'${name}'`)
  const before = 'const SEARCHES = new Set('
  return `${before}${bracketed('[]', names, { before, indent: 0, after: ')' })})`
}

/** What lookups.ts calls a filter that is more than a comparison; null for one that is not. */
function namedFilter({ address, isWholeUsername }: UserFilter): string | null {
  if (isWholeUsername) return 'wholeUsername'
  return address && `${address}Email`
}

function fieldFilter({ argument, property, lookup }: UserFilter): string {
  const before = `${argument}: field`
  const layout = { before, indent: 2, after: ',' }
  return `${before}${bracketed('()', [`'${property}'`, `'${lookup}'`], layout)},`
}

function scalars(model: UserModel): string[] {
  const date = usesType(model, 'Date') ? ['Date'] : []
  return [...date, 'DateTime', 'ExpectedErrorType', 'GenericScalar']
}

function isClosed({ name, isProtected }: MutationModel, { GRAPHQL_JWT }: Settings): boolean {
  return !isProtected && !GRAPHQL_JWT.JWT_ALLOW_ANY_CLASSES.includes(name)
}

function resolver(name: string, closed: MutationModel[], settings: Settings): string {
  const takesCookie = hasCookies(settings) && TAKES_COOKIE.includes(name)
  const mutation = takesCookie ? `fromCookie(${name})` : name
  return closed.some((one) => one.name === name) ? `needsLogin('${name}', ${mutation})` : mutation
}

function inParentheses(args: string[]): string {
  return args.length > 0 ? `(${args.join(', ')})` : ''
}
