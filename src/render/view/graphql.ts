import { hasCookies } from '../../model/cookies.js'
import {
  argumentText,
  filterText,
  operationText,
  resultText,
  TOKEN_ARGUMENT,
  userFieldText,
} from '../../model/descriptions.js'
import { type UserFilter, userFilters } from '../../model/filters.js'
import { type MutationModel, mutations, tokenArgument } from '../../model/mutations.js'
import type { UserModel } from '../../model/user-model.js'
import { userNodeFields, usesType } from '../../model/user-node.js'
import { capitalized } from '../../settings/names.js'
import type { Settings } from '../../settings/types.js'
import { bracketed, kebab, literal, member } from '../layout.js'

/** The parts of the schema that follow from the settings. */
export function sdlView(settings: Settings, model: UserModel) {
  const all = mutations(settings, model)
  const names = all.map(({ name }) => name).sort()
  const before = 'export const mutationFields: SchemaModule[] = '
  return {
    does: Object.fromEntries(QUERY_NAMES.map((name) => [name, operationText(name)])),
    tokenArgument: inParentheses(
      tokenArgument(settings).map((line) => `"${TOKEN_ARGUMENT}" ${line}`),
    ),
    filterArguments: userFilters(settings, model).flatMap((filter) => [
      `"${filterText(filter)}"`,
      `${filter.argument}: ${filter.type}`,
    ]),
    fields: Object.fromEntries(
      all.map((mutation) => [mutation.name, fieldMembers(mutation, settings, model)]),
    ),
    mutationImports: names.map((name) => `import { ${name}Field } from './${kebab(name)}.js'`),
    mutationList: bracketed(
      '[]',
      names.map((name) => `${name}Field`),
      { before },
    ),
    userNodeFields: userNodeFields(settings, model).flatMap((line) => [
      `"${userFieldText(nameOf(line), model)}"`,
      line,
    ]),
    scalars: scalars(model).map((name) => `scalar ${name}`),
    codegenScalars: scalars(model).map((name) => `${name}: '${CLIENT_TYPES[name]}',`),
  }
}

const QUERY_NAMES = ['me', 'user', 'users', 'sessions', 'node', 'nodes']

/** The members of a `mutationField`, apart from the mutation itself. */
function fieldMembers(
  { name, type, arguments: args, results }: MutationModel,
  settings: Settings,
  model: UserModel,
): string[] {
  const tokens = tokenArgument(settings)
  const textOf = (line: string) =>
    tokens.includes(line) ? TOKEN_ARGUMENT : argumentText(name, nameOf(line), model)
  return [
    ...(type === capitalized(name) ? [] : [`type: '${type}',`]),
    `${member('description', literal(operationText(name)), 2)},`,
    ...fieldTypes('arguments', args, textOf),
    ...fieldTypes('results', results, (line) => resultText(nameOf(line))),
  ]
}

/** Lines of SDL as an object: a line per field, so that added fields merge. */
function fieldTypes(
  name: string,
  lines: readonly string[],
  textOf: (line: string) => string,
): string[] {
  if (lines.length === 0) return []
  const members = lines.map((line) => {
    const before = `${nameOf(line)}: `
    const type = line.slice(before.length)
    const layout = { before, indent: 4, after: ',' }
    return `  ${before}${bracketed('[]', [literal(type), literal(textOf(line))], layout)},`
  })
  return [`${name}: {`, ...members, '},']
}

/** `email` of `email: String!`. */
function nameOf(line: string): string {
  return line.split(':', 1).join('')
}

/** The code of the schema that follows from the settings. */
export function resolversView(settings: Settings, model: UserModel) {
  const closed = mutations(settings, model).filter((mutation) => isClosed(mutation, settings))
  const before = 'const CLOSED = '
  return {
    answer: answerOf(settings, closed.length > 0),
    closed: bracketed(
      '[]',
      closed.map(({ name }) => `'${name}'`),
      { before },
    ),
    scalars: `{ ${scalars(model)
      .map((name) => (name === 'Date' ? 'Date: DateScalar' : name))
      .join(', ')} }`,
    userNode: userNodeResolvers(settings, model),
  }
}

/** A mutation with everything that settings put around it. */
function answerOf(settings: Settings, hasClosed: boolean): string {
  const fromCookie = hasCookies(settings) ? 'fromCookie(name, field.mutation)' : 'field.mutation'
  const closed = hasClosed ? `needsLogin(name, ${fromCookie})` : fromCookie
  return hasCookies(settings) ? `withCookies(name, ${closed})` : closed
}
/** What UserNode shows that is not a column of the user, and where it is. */
const ELSEWHERE = {
  pk: 'user.id',
  archived: 'user.status.archived',
  verified: 'user.status.verified',
  secondaryEmail: 'user.status.secondaryEmail',
}

function userNodeResolvers(settings: Settings, model: UserModel): string[] {
  const shown = userNodeFields(settings, model).map(nameOf)
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

/** The scalars of the schema, and what they are in the code of a client. */
const CLIENT_TYPES = {
  Date: 'string',
  DateTime: 'string',
  ExpectedErrorType: 'Record<string, { message: string; code: string }[]>',
  GenericScalar: 'Record<string, unknown>',
} as const

function scalars(model: UserModel): (keyof typeof CLIENT_TYPES)[] {
  const date = usesType(model, 'Date') ? ['Date' as const] : []
  return [...date, 'DateTime', 'ExpectedErrorType', 'GenericScalar']
}

function isClosed({ name, isProtected }: MutationModel, { GRAPHQL_JWT }: Settings): boolean {
  return !isProtected && !GRAPHQL_JWT.JWT_ALLOW_ANY_CLASSES.includes(name)
}

function inParentheses(args: string[]): string {
  return args.length > 0 ? `(${args.join(', ')})` : ''
}
