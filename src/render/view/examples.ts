import { userFilters } from '../../model/filters.js'
import { type MutationModel, mutations } from '../../model/mutations.js'
import { fieldNamed, type UserModel } from '../../model/user-model.js'
import { userNodeFields } from '../../model/user-node.js'
import { capitalized } from '../../settings/names.js'
import type { Settings } from '../../settings/types.js'
import { sample } from './samples.js'

/** A field with its arguments, and what is selected of it. */
type Selection = string | readonly [field: string, selections: readonly Selection[]]

const PASSWORD = 'supersecretpassword'
const PASSWORD_ARGUMENTS = ['password', 'password1', 'password2']
/** The global id of the first user who registers after the fixtures were loaded. */
const NEW_USER = 'VXNlck5vZGU6NQ=='

/** The operations of the original's quickstart, with the fields of this project, and our own. */
export function examplesView(settings: Settings, model: UserModel): string[] {
  const { username, email } = model
  const shown = selector(settings, model)
  const archived = shown(['id', username.name, 'archived'])
  const users = (args: string, fields: string[]): Selection => [
    `users${args}`,
    [['edges', [['node', fields]]]],
  ]
  const filters = userFilters(settings, model).map(({ argument }) => argument)
  const hasUpdates = Object.keys(settings.GRAPHQL_AUTH.UPDATE_MUTATION_FIELDS).length > 0
  const mutation = (name: string) =>
    mutations(settings, model)
      .filter((found) => found.name === name)
      .map((found) => document(`mutation ${capitalized(found.name)}`, call(found, settings, model)))
  const query = (name: string, title: string, selection: Selection) =>
    settings.GRAPHQL_AUTH.QUERIES.includes(name) ? [document(`query ${title}`, selection)] : []
  const verified = shown(['id', username.name, 'verified'])
  return [
    ...query('users', 'Users', users('', shown(['id', username.name, email.name, ...STATUS]))),
    ...(filters.includes('status_Archived')
      ? query('users', 'ArchivedUsers', users('(status_Archived: true)', archived))
      : []),
    ...mutation('register'),
    ...mutation('verifyAccount'),
    ...query('user', 'User', [`user(id: "${NEW_USER}")`, verified]),
    ...mutation('tokenAuth'),
    ...(hasUpdates ? mutation('updateAccount') : []),
    ...query('me', 'Me', ['me', verified]),
    ...query('sessions', 'Sessions', ['sessions', SESSION]),
  ]
}

const SESSION = ['id', 'lastUsedAt', 'ip', 'userAgent', 'isCurrent']
const STATUS = ['archived', 'verified', 'secondaryEmail']

/** Once each; leaves out what UserNode does not show. */
function selector(settings: Settings, model: UserModel): (names: string[]) => string[] {
  const shown = userNodeFields(settings, model).map((line) => line.split(':')[0])
  return (names) => [...new Set(names)].filter((name) => shown.includes(name))
}

function call(mutation: MutationModel, settings: Settings, model: UserModel): Selection {
  const args = listed(exampleArguments(mutation, settings, model))
  const passed = settings.flavor === 'relay' ? `(input: {${args}})` : `(${args})`
  const user = ['user', selector(settings, model)(['id', model.username.name])] as const
  const results = mutation.results.map((line) => line.split(':')[0] ?? '')
  return [
    `${mutation.name}${passed}`,
    ['success', 'errors', ...results.map((name) => (name === 'user' ? user : name))],
  ]
}

/** All arguments of register; one login field, one change of the account, the token of a mail. */
function exampleArguments(
  { name, arguments: args }: MutationModel,
  settings: Settings,
  model: UserModel,
): string[] {
  const given = args.map((line) => line.split(':')[0] ?? '')
  if (name === 'verifyAccount') return ['token: "YOUR TOKEN HERE"']
  if (name === 'updateAccount') return given.slice(0, 1).map((field) => argument(field, model))
  if (name === 'tokenAuth') {
    const { LOGIN_ALLOWED_FIELDS } = settings.GRAPHQL_AUTH
    const preferred = LOGIN_ALLOWED_FIELDS.find((field) => field === model.username.name)
    return [argument(preferred ?? given[1] ?? '', model), argument('password', model)]
  }
  return given.map((field) => argument(field, model))
}

function argument(name: string, model: UserModel): string {
  if (isPassword(name)) return `${name}: "${PASSWORD}"`
  if (name === 'firstName') return 'firstName: "Joe"'
  return `${name}: ${JSON.stringify(sample(fieldNamed(model, name), 0))}`
}

/** Whether an argument is a password, and no field that begins like one. */
export function isPassword(name: string): boolean {
  return PASSWORD_ARGUMENTS.includes(name)
}

/** More than two arguments stand one a line. */
function listed(args: string[]): string {
  return args.length > 2 ? [...args.map((arg) => `\n    ${arg}`), '\n  '].join('') : args.join(', ')
}

function document(operation: string, selection: Selection): string {
  return printed([operation, [selection]], '')
}

function printed(selection: Selection, indent: string): string {
  if (typeof selection === 'string') return indent + selection
  const [field, selections] = selection
  const lines = selections.map((inner) => printed(inner, `${indent}  `))
  return [`${indent}${field} {`, ...lines, `${indent}}`].join('\n')
}
