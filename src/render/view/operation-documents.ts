import { everyMutation, type MutationModel, tokenArgument } from '../../model/mutations.js'
import type { UserModel } from '../../model/user-model.js'
import { userNodeFields } from '../../model/user-node.js'
import { capitalized } from '../../settings/names.js'
import type { Flavor, Settings } from '../../settings/types.js'

/** A document that a test sends. Its variables are the arguments of the operation, by name. */
export interface OperationDocument {
  /** Of the operation, and of the constant that holds the document. */
  name: string
  /** Indented by two spaces. */
  text: string
}

/** An argument as a line of SDL: `email: String!`. */
type Argument = string

/** A document for each mutation, and for the queries about the caller. */
export function operationDocuments(settings: Settings, model: UserModel): OperationDocument[] {
  const user = shownFields(['id', model.username.name], settings, model)
  const { MUTATIONS, QUERIES, STAFF_MUTATIONS } = settings.GRAPHQL_AUTH
  const names = [...MUTATIONS, ...STAFF_MUTATIONS, ...QUERIES, ...OF_THE_CLIENT]
  return [
    ...everyMutation(settings, model).map((mutation) => ({
      name: mutation.name,
      text: mutationDocument(mutation, settings.flavor, user),
    })),
    { name: 'me', text: queryDocument('me', tokenArgument(settings), user) },
    { name: 'sessions', text: queryDocument('sessions', tokenArgument(settings), SESSION_FIELDS) },
  ].filter(({ name }) => names.includes(name))
}

/** What the client of the tests is made with, even where no test can use it. */
const OF_THE_CLIENT = ['tokenAuth', 'me']
const SESSION_FIELDS = ['id', 'createdAt', 'lastUsedAt', 'ip', 'userAgent', 'isCurrent']

/** Those of the names that UserNode shows. */
export function shownFields(
  names: readonly string[],
  settings: Settings,
  model: UserModel,
): string[] {
  const shown = userNodeFields(settings, model).map(nameOf)
  return [...new Set(names)].filter((name) => shown.includes(name))
}

function mutationDocument(
  { name, arguments: args, results }: MutationModel,
  flavor: Flavor,
  user: readonly string[],
): string {
  const fields = results
    .map(nameOf)
    .map((field) => (field === 'user' ? nested('user', user) : field))
  return lines([
    ...wrapped(`  mutation ${capitalized(name)}`, args.map(variable), ' {'),
    ...(flavor === 'relay' ? inputCall(name, args) : plainCall(name, args)),
    `      ${['success', 'errors', ...fields].join(' ')}`,
  ])
}

function queryDocument(name: string, args: readonly Argument[], fields: readonly string[]): string {
  return lines([
    ...wrapped(`  query ${capitalized(name)}`, args.map(variable), ' {'),
    ...plainCall(name, args),
    `      ${fields.join(' ')}`,
  ])
}

function plainCall(name: string, args: readonly Argument[]): string[] {
  return wrapped(`    ${name}`, args.map(passed), ' {')
}

/** In the relay flavor the arguments of a mutation are fields of one. */
function inputCall(name: string, args: readonly Argument[]): string[] {
  const given = args.map(passed)
  const oneLine = `    ${name}(input: {${given.length > 0 ? ` ${given.join(', ')} ` : ''}}) {`
  if (given.length <= MOST_IN_A_LINE) return [oneLine]
  const fields = given.map((field) => `        ${field}`)
  return [`    ${name}(`, '      input: {', ...fields, '      }', '    ) {']
}

const MOST_IN_A_LINE = 2

/** Some arguments stand on the line of the operation, many one a line. */
function wrapped(before: string, items: readonly string[], after: string): string[] {
  if (items.length === 0) return [`${before}${after}`]
  if (items.length <= MOST_IN_A_LINE) return [`${before}(${items.join(', ')})${after}`]
  const margin = before.slice(0, before.length - before.trimStart().length)
  return [`${before}(`, ...items.map((item) => `${margin}  ${item}`), `${margin})${after}`]
}

/** What closes the selection and the operation is the same in every document. */
function lines(content: readonly string[]): string {
  return [...content, '    }', '  }'].join('\n')
}

function variable(argument: Argument): string {
  return `$${argument}`
}

function passed(argument: Argument): string {
  return `${nameOf(argument)}: $${nameOf(argument)}`
}

function nested(name: string, fields: readonly string[]): string {
  return `${name} { ${fields.join(' ')} }`
}

/** `email` of `email: String!`. */
function nameOf(line: string): string {
  return line.split(':', 1).join('')
}
