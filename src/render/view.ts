import { posix } from 'node:path'
import { type Dialect, dialectOf } from '../model/dialects.js'
import { mutations } from '../model/mutations.js'
import { type NodeType, nodeTypes } from '../model/nodes.js'
import { type UserModel, userModel, usernameKey } from '../model/user-model.js'
import type { Settings } from '../settings/types.js'
import { bracketed, union } from './layout.js'
import type { Project } from './types.js'
import { entityColumns, sqlColumns, typesView, uniqueIndexes } from './view/columns.js'
import { cookiesView } from './view/cookies.js'
import { databaseView } from './view/database.js'
import { examplesView } from './view/examples.js'
import { fixtureView } from './view/fixture.js'
import { registerForm, superuserView, updateForm } from './view/forms.js'
import { filtersView, hasClosedMutations, resolversView, sdlView } from './view/graphql.js'
import { handlersView } from './view/handlers.js'
import { loginView } from './view/login.js'
import { mailsView } from './view/mails.js'
import { operationsView } from './view/operations.js'
import { optionalPackagesView } from './view/optional-packages.js'
import { packageManagerView } from './view/package-manager.js'
import { partialIndexes } from './view/partial-indexes.js'
import { personalFields, uniqueFields } from './view/people.js'
import { settingsView } from './view/settings.js'
import { staffView } from './view/staff.js'
import { testsView } from './view/tests.js'

/** Everything that blueprints and the manifest ask for; what is not here cannot be rendered. */
export type View = ReturnType<typeof makeView>

/** What follows from a project, ready to be written: blueprints decide nothing. */
export function makeView(project: Project) {
  const { settings } = project
  const { GRAPHQL_AUTH, GRAPHQL_JWT } = settings
  const model = userModel(settings)
  const dialect = dialectOf(settings.database)
  const database = databaseView(settings)
  const hasRefreshTokens = GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN
  const register = registerForm(settings, model)
  const update = updateForm(settings, model)
  const unique = uniqueFields(model)
  const updates = Object.keys(GRAPHQL_AUTH.UPDATE_MUTATION_FIELDS)
  const names = mutations(settings, model).map(({ name }) => name)
  const canUpdate = GRAPHQL_AUTH.MUTATIONS.includes('updateAccount')
  return {
    project: projectView(project),
    pm: packageManagerView(project.packageManager, database.native),
    optional: optionalPackagesView(settings, project.packageManager),
    flavor: flavorView(settings),
    database,
    settings: settingsView(settings, project.settingsFile, project.settingsSaid),
    username: { ...model.username, key: usernameKey(model).name },
    email: model.email,
    hasUsername: model.hasUsername,
    user: userView(dialect, model),
    mails: mailsView(model),
    types: typesView(dialect),
    indexes: partialIndexes(dialect),
    register,
    update: { ...update, hasUsername: model.hasUsername && updates.includes(model.username.name) },
    superuser: superuserView(settings, model),
    staff: staffView(settings),
    login: loginView(settings, model),
    sdl: sdlView(settings, model),
    resolvers: resolversView(settings, model),
    filters: filtersView(settings, model),
    handlers: handlersView(settings),
    cookies: cookiesView(settings),
    operations: operationsView(settings, model),
    examples: examplesView(settings, model),
    fixture: fixtureView(settings, model),
    tests: testsView(settings, model),
    modules: moduleView(settings),
    migration: migrationView(project, hasRefreshTokens),
    entities: entities(hasRefreshTokens),
    tasks: tasks(hasRefreshTokens),
    tokenArgument: GRAPHQL_JWT.JWT_ALLOW_ARGUMENT ? GRAPHQL_JWT.JWT_ARGUMENT_NAME : '',
    hasRefreshTokens,
    queries: GRAPHQL_AUTH.QUERIES,
    ...nodesView(settings),
    mutations: names,
    hasUniqueFields: unique.length > 0,
    mailsPasswords: names.some((name) => name === 'passwordReset' || name === 'passwordSet'),
    hasDates: model.extras.some(({ type }) => type === 'Date'),
    hasClosedMutations: hasClosedMutations(settings, model),
    isPasswordless: GRAPHQL_AUTH.ALLOW_PASSWORDLESS_REGISTRATION,
    verifiedOnly: !GRAPHQL_AUTH.ALLOW_LOGIN_NOT_VERIFIED,
    updatesEmail: canUpdate && updates.includes(model.email.name),
    updatesUnique: unique.some(({ name }) => updates.includes(name)),
  }
}

function projectView({ name, command, secretKey }: Project) {
  return { name, packageName: name, command, secretKey }
}

function flavorView({ flavor }: Settings) {
  return {
    name: flavor,
    title: flavor === 'relay' ? 'Relay' : 'plain GraphQL',
  }
}

function userView(dialect: Dialect, model: UserModel) {
  const { username, email } = model
  const required = [...new Set([username, email]), ...model.extras]
    .filter(({ nullable, default: value }) => !nullable && value === null)
    .map(({ name }) => name)
  return {
    columns: entityColumns(model, dialect),
    sqlColumns: sqlColumns(model, dialect),
    uniqueIndexes: uniqueIndexes(model),
    uniqueFields: uniqueFields(model),
    personal: personalFields(model),
    required: union([...required, 'password'], 'type RequiredColumn ='),
  }
}

/** The modules of the queries; what `node` and `nodes` find follows from the others. */
function nodesView(settings: Settings) {
  const types = nodeTypes(settings)
  const finders: Record<NodeType, string> = { UserNode: 'findUsers', SessionNode: 'findSessions' }
  return {
    nodes: {
      hasUsers: types.includes('UserNode'),
      hasSessions: types.includes('SessionNode'),
      finders: types.map((type) => finders[type]).join(', '),
    },
    queryModules: [...settings.GRAPHQL_AUTH.QUERIES, ...(types.length > 0 ? ['node'] : [])],
  }
}

/** Where modules are that a setting may put elsewhere, as other modules import them. */
function moduleView({ GRAPHQL_AUTH }: Settings) {
  const path = GRAPHQL_AUTH.CUSTOM_ERROR_TYPE ?? 'src/auth/serialize-errors.ts'
  return {
    errorSerializerPath: path,
    errorSerializer: {
      fromAuth: importPath('src/auth', path),
      fromTestSupport: importPath('test/support', path),
    },
    formError: importPath(posix.dirname(path), 'src/errors/form-error.ts'),
    hasOwnSerializer: GRAPHQL_AUTH.CUSTOM_ERROR_TYPE !== null,
  }
}

/** How a module in a folder imports a file. */
function importPath(folder: string, file: string): string {
  const path = posix.relative(folder, file).replace(/\.ts$/, '.js')
  return path.startsWith('.') ? path : `./${path}`
}

function migrationView({ createdAt, settings }: Project, hasRefreshTokens: boolean) {
  const folder = dialectOf(settings.database).migrationsFolder
  const timestamp = createdAt.getTime()
  const tables = [
    'outbox_mails',
    'mail_tokens',
    ...(hasRefreshTokens ? ['refresh_tokens'] : []),
    'sessions',
    'email_claims',
    'user_status',
    'users',
  ].map((table) => `'${table}'`)
  return {
    timestamp,
    path: `${folder}/${timestamp}-initial.ts`,
    folder: posix.relative('src/database', folder),
    tables: bracketed('[]', tables, { before: 'for (const table of ', indent: 4, after: ') {' }),
  }
}

function entities(hasRefreshTokens: boolean): string {
  const refresh = hasRefreshTokens ? ['RefreshToken'] : []
  const names = [
    'User',
    'UserStatus',
    'EmailOwner',
    'Session',
    ...refresh,
    'MailToken',
    'OutboxMail',
    '...ownEntities',
  ]
  return bracketed('[]', names, { before: 'export const entities = ', indent: 0 })
}

/** The periodic jobs of the server. */
function tasks(hasRefreshTokens: boolean): string {
  const refresh = hasRefreshTokens ? ['removeOldRefreshTokens'] : []
  const names = ['removeEndedSessions', ...refresh, 'removeOldMailTokens', 'removeDeadMails']
  return bracketed('[]', names, { before: 'const TASKS: Task[] = ' })
}
