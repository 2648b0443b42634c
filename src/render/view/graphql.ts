import { userFilters } from '../../model/filters.js'
import { type MutationModel, mutations, tokenArgument } from '../../model/mutations.js'
import type { UserModel } from '../../model/user-model.js'
import { userNodeFields, usesType } from '../../model/user-node.js'
import { PUBLIC_MUTATIONS } from '../../settings/mutations.js'
import type { Settings } from '../../settings/types.js'
import { bracketed, kebab } from '../layout.js'

/** What the type definitions are made of, as lines of SDL. */
export function sdlView(settings: Settings, model: UserModel) {
  return {
    meArguments: inParentheses(tokenArgument(settings)),
    usersArguments: [
      'offset: Int',
      'before: String',
      'after: String',
      'first: Int',
      'last: Int',
      ...userFilters(settings, model).map(({ argument, type }) => `${argument}: ${type}`),
    ],
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

/** What resolvers.ts is made of. */
export function resolversView(settings: Settings, model: UserModel) {
  const all = mutations(settings, model)
  const closed = all.filter((mutation) => isClosed(mutation, settings))
  return {
    mutations: all.map(({ name }) => `${name}: toField(${resolver(name, closed)}),`),
    imports: resolverImports(all, closed.length > 0, settings, model),
    scalars: scalars(model).map((name) => (name === 'Date' ? 'Date: DateScalar' : name)),
    userNode: userNodeResolvers(settings, model),
  }
}

/** What UserNode shows that is no column of the user, and where it is. */
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
export function hasClosedMutations(settings: Settings): boolean {
  const { JWT_ALLOW_ANY_CLASSES } = settings.GRAPHQL_JWT
  return PUBLIC_MUTATIONS.some((name) => !JWT_ALLOW_ANY_CLASSES.includes(name))
}

/** The filter arguments of `users`, and what they are made with. */
export function filtersView(settings: Settings, model: UserModel) {
  const filters = userFilters(settings, model)
  const addresses = filters.flatMap(({ address }) => (address ? [`${address}Email`] : []))
  const hasFields = filters.some(({ address }) => address === null)
  const names = ['type Filter', ...(hasFields ? ['field'] : []), ...new Set(addresses.sort())]
  return {
    import: filters.length > 0 ? `import { ${names.join(', ')} }` : 'import type { Filter }',
    lines: filters.map(({ argument, address, property, lookup }) =>
      address ? `${argument}: ${address}Email,` : fieldFilter(argument, property, lookup),
    ),
  }
}

function fieldFilter(argument: string, property: string, lookup: string): string {
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

function resolver(name: string, closed: MutationModel[]): string {
  return closed.some((mutation) => mutation.name === name) ? `needsLogin('${name}', ${name})` : name
}

/** In the order in which the linter wants imports. */
function resolverImports(
  all: MutationModel[],
  needsLogin: boolean,
  settings: Settings,
  model: UserModel,
): string[] {
  const auth = [
    ...all.map(({ name }): [string, string] => [`../auth/${kebab(name)}.js`, name]),
    ['../auth/mutation.js', 'type Request'] as const,
    ...(needsLogin ? [['../auth/needs-login.js', 'needsLogin'] as const] : []),
  ].sort(([a], [b]) => (a < b ? -1 : 1))
  const viewer = settings.GRAPHQL_JWT.JWT_ALLOW_ARGUMENT
    ? [['../sessions/viewer.js', 'findViewer'] as const]
    : []
  const rest = [
    ...viewer,
    ['../users/find-users.js', 'findUser'],
    ...(usesType(model, 'Date') ? [['./date-scalar.js', 'DateScalar']] : []),
    ['./global-id.js', 'fromGlobalId'],
    ['./mutation-field.js', 'toField'],
    ['./scalars.js', 'DateTime, ExpectedErrorType, GenericScalar'],
    ['./user-node.js', 'UserNode'],
    ['./users-connection.js', 'findUsers, type UsersArgs'],
  ] as const
  return [...auth, ...rest].map(([from, names]) => importLine(String(from), String(names)))
}

function importLine(from: string, names: string): string {
  return names.startsWith('type ') && !names.includes(',')
    ? `import type { ${names.slice('type '.length)} } from '${from}'`
    : `import { ${names} } from '${from}'`
}

function inParentheses(args: string[]): string {
  return args.length > 0 ? `(${args.join(', ')})` : ''
}
