import { dialectOf } from '../model/dialects.js'
import { type UserModel, userModel, usernameKey } from '../model/user-model.js'
import type { Settings } from '../settings/types.js'
import { bracketed, union } from './layout.js'
import type { Project } from './render.js'
import { entityColumns, sqlColumns, uniqueIndexes } from './view/columns.js'
import { examplesView } from './view/examples.js'
import { fixtureView } from './view/fixture.js'
import { registerForm, updateForm, usesTypedFields } from './view/forms.js'
import { filtersView, hasClosedMutations, resolversView, sdlView } from './view/graphql.js'
import { handlersView } from './view/handlers.js'
import { loginView } from './view/login.js'
import { operationsView } from './view/operations.js'
import { packageManagerView } from './view/package-manager.js'
import { personalFields, uniqueFields } from './view/people.js'
import { settingsView } from './view/settings.js'
import { testsView } from './view/tests.js'

/** Everything that blueprints and the manifest ask for; what is not here cannot be rendered. */
export type View = ReturnType<typeof makeView>

/** What follows from a project, ready to be written: blueprints decide nothing. */
export function makeView(project: Project) {
  const { settings } = project
  const { GRAPHQL_AUTH, GRAPHQL_JWT } = settings
  const model = userModel(settings)
  const hasRefreshTokens = GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN
  const register = registerForm(settings, model)
  const update = updateForm(settings, model)
  const unique = uniqueFields(model)
  const updates = Object.keys(GRAPHQL_AUTH.UPDATE_MUTATION_FIELDS)
  return {
    project: projectView(project),
    pm: packageManagerView(project.packageManager),
    flavor: flavorView(settings),
    settings: settingsView(settings, project.settingsFile, project.settingsSaid),
    username: { ...model.username, key: usernameKey(model).name },
    email: model.email,
    hasUsername: model.hasUsername,
    user: userView(settings, model),
    register,
    update: { ...update, hasUsername: model.hasUsername && updates.includes(model.username.name) },
    login: loginView(settings, model),
    sdl: sdlView(settings, model),
    resolvers: resolversView(settings, model),
    filters: filtersView(settings, model),
    handlers: handlersView(settings),
    operations: operationsView(settings, model),
    examples: examplesView(settings, model),
    fixture: fixtureView(settings, model),
    tests: testsView(settings, model),
    modules: moduleView(settings),
    migration: migrationView(project, hasRefreshTokens),
    entities: entities(hasRefreshTokens),
    tokenArgument: GRAPHQL_JWT.JWT_ALLOW_ARGUMENT ? GRAPHQL_JWT.JWT_ARGUMENT_NAME : '',
    hasRefreshTokens,
    hasUniqueFields: unique.length > 0,
    hasTypedFields: usesTypedFields([register, update]),
    hasDates: model.extras.some(({ type }) => type === 'Date'),
    hasClosedMutations: hasClosedMutations(settings),
    isPasswordless: GRAPHQL_AUTH.ALLOW_PASSWORDLESS_REGISTRATION,
    verifiedOnly: !GRAPHQL_AUTH.ALLOW_LOGIN_NOT_VERIFIED,
    updatesEmail: updates.includes(model.email.name),
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
    isRelay: flavor === 'relay',
  }
}

function userView(settings: Settings, model: UserModel) {
  const dialect = dialectOf(settings.database)
  const { username, email } = model
  const required = [...new Set([username, email]), ...model.extras]
    .filter(({ nullable, default: value }) => !nullable && value === null)
    .map(({ name }) => name)
  const mailFields = [...new Set([username.name, email.name]), 'firstName', 'lastName']
  return {
    columns: entityColumns(model, dialect),
    sqlColumns: sqlColumns(model, dialect),
    uniqueIndexes: uniqueIndexes(model),
    uniqueFields: uniqueFields(model),
    personal: personalFields(model),
    indexImport: uniqueIndexes(model).length > 0 ? 'Index, ' : '',
    required: union([...required, 'password'], 'type RequiredColumn ='),
    mailFields,
  }
}

/** Where modules are that a setting may put elsewhere, as other modules import them. */
function moduleView({ GRAPHQL_AUTH }: Settings) {
  const path = GRAPHQL_AUTH.CUSTOM_ERROR_TYPE ?? 'src/forms/serialize-errors.ts'
  const depth = path.split('/').length - 2
  const toSource = depth === 0 ? './' : '../'.repeat(depth)
  return {
    errorSerializerPath: path,
    mutationImports: mutationImports(path.replace(/^src\//, '../').replace(/\.ts$/, '.js')),
    formErrors: `${toSource}forms/errors.js`,
    hasOwnSerializer: GRAPHQL_AUTH.CUSTOM_ERROR_TYPE !== null,
  }
}

/** What auth/mutation.ts imports, in the order in which the linter wants it. */
function mutationImports(errorSerializer: string): string[] {
  const imports: [string, string][] = [
    ['import type { App } from ', '../app.js'],
    ['import { FormError } from ', '../forms/errors.js'],
    ['import { serializeErrors } from ', errorSerializer],
    ['import type { Client } from ', '../sessions/client.js'],
    ['import type { User } from ', '../users/user.entity.js'],
  ]
  const sorted = imports.sort(([, one], [, other]) => (one < other ? -1 : 1))
  return sorted.map(([names, from]) => `${names}'${from}'`)
}

function migrationView({ createdAt }: Project, hasRefreshTokens: boolean) {
  const timestamp = createdAt.getTime()
  const tables = [
    'mail_tokens',
    ...(hasRefreshTokens ? ['refresh_tokens'] : []),
    'sessions',
    'email_claims',
    'user_status',
    'users',
  ].map((table) => `'${table}'`)
  return {
    timestamp,
    path: `src/database/migrations/${timestamp}-initial.ts`,
    tables: bracketed('[]', tables, { before: 'for (const table of ', indent: 4, after: ') {' }),
  }
}

function entities(hasRefreshTokens: boolean): string {
  const refresh = hasRefreshTokens ? ['RefreshToken'] : []
  return `[${['User', 'UserStatus', 'EmailClaim', 'Session', ...refresh, 'MailToken'].join(', ')}]`
}
