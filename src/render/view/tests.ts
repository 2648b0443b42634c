import { userFilters } from '../../model/filters.js'
import { everyMutation } from '../../model/mutations.js'
import { fieldNamed, type UserField, type UserModel } from '../../model/user-model.js'
import type { Settings } from '../../settings/types.js'
import { bracketed, literal, member } from '../layout.js'
import { isPassword } from './examples.js'
import { fixtureFields } from './fixture.js'
import { operationDocuments } from './operation-documents.js'
import { sample } from './samples.js'
import { closedMutations, protectedMutations, testFiles } from './test-files.js'
import {
  changeOf,
  credentials,
  FIXTURE_PEOPLE,
  globalId,
  loginFieldOf,
  NEW_PERSON,
  nodeMembers,
  rowMembers,
  shownOrId,
} from './test-people.js'

const PASSWORD = "'supersecretpassword'"

/** What the tests of a project are made of. */
export function testsView(settings: Settings, model: UserModel) {
  const login = loginFieldOf(settings, model)
  return {
    files: testFiles(settings, model),
    documents: operationDocuments(settings, model),
    closed: closedMutations(settings, model),
    protected: protectedMutations(settings, model),
    loginField: login.name,
    users: FIXTURE_PEOPLE.map(({ number }) => fixtureUser(login, number)),
    newUser: newUserView(settings, model, login),
    registersPassword: !settings.GRAPHQL_AUTH.ALLOW_PASSWORDLESS_REGISTRATION,
    change: changeView(settings, model),
    nodes: nodesView(settings, model),
    logins: loginsView(settings, model),
    rows: rowsView(settings, model, login),
    tokens: tokensView(settings),
    errors: errorsView(settings),
    usernameTaken: takenMessage(model.username),
    payloadUser: `${model.username.name}: ${literal(sample(model.username, 2))}`,
  }
}

/** A user of the fixtures, as a constant. */
function fixtureUser(login: UserField, number: number) {
  const name = `user${number}`
  const before = `export const ${name}: Credentials = `
  const value = literal(sample(login, number))
  return { name, credentials: credentials(login, { value, password: 'PASSWORD', before }) }
}

/** The user who registers. */
function newUserView(settings: Settings, model: UserModel, login: UserField) {
  const { GRAPHQL_AUTH } = settings
  const register = everyMutation(settings, model).find(({ name }) => name === 'register')
  const names = (register?.arguments ?? []).map((line) => line.split(':', 1).join(''))
  const before = 'export const newCredentials: Credentials = '
  const value = literal(sample(login, NEW_PERSON.number))
  return {
    id: globalId(NEW_PERSON.pk),
    members: names.map((name) => `${name}: ${newUserValue(name, model)},`),
    credentials: credentials(login, { value, password: PASSWORD, before }),
    answer: GRAPHQL_AUTH.ALLOW_LOGIN_NOT_VERIFIED ? '{ ...done, ...newTokens }' : 'done',
  }
}

function newUserValue(name: string, model: UserModel): string {
  if (isPassword(name)) return PASSWORD
  return literal(sample(fieldNamed(model, name), NEW_PERSON.number))
}

/** A first change of an account, and whether clients can see it. */
function changeView(settings: Settings, model: UserModel) {
  const change = changeOf(settings, model)
  if (!change) return { exists: false, isShown: false, name: '', text: '{}' }
  const { name, value } = change
  const text = bracketed('{}', [`${name}: ${value}`], { before: 'export const change = ' })
  return { exists: true, isShown: shownOrId([name], settings, model).includes(name), name, text }
}

/** What queries select, and what they answer with. */
function nodesView(settings: Settings, model: UserModel) {
  const username = model.username.name
  const email = model.email.name
  const selections = {
    fixture: [username, 'archived', 'verified', email, 'secondaryEmail'],
    archived: [username, 'archived'],
    newest: ['id', username, email, 'isActive', 'archived', 'verified', 'secondaryEmail'],
    verified: [username, 'verified'],
    login: ['id', username],
  }
  const fields = (names: string[]) => shownOrId(names, settings, model)
  const node = (names: string[], person: typeof NEW_PERSON) =>
    nodeMembers(names, person, [settings, model]).map((line) => `${line},`)
  const verified = { ...NEW_PERSON, verified: true }
  return {
    fixtureFields: fields(selections.fixture),
    fixture: FIXTURE_PEOPLE.map((person) => node(selections.fixture, person)),
    canFilterArchived: userFilters(settings, model).some(
      ({ argument }) => argument === 'status_Archived',
    ),
    archivedFields: fields(selections.archived),
    archived: FIXTURE_PEOPLE.filter(({ archived }) => archived).flatMap((person) =>
      node(selections.archived, person),
    ),
    newestFields: fields(selections.newest),
    newest: node(selections.newest, NEW_PERSON),
    verifiedFields: fields(selections.verified),
    verified: node(selections.verified, verified),
    login: node(selections.login, verified),
  }
}

/** Every way in for the second user of the fixtures, by the field that is used. */
function loginsView(settings: Settings, model: UserModel): string[] {
  return settings.GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS.map((name) => {
    const value = literal(sample(fieldNamed(model, name), 2))
    return `${name}: ${value},`
  })
}

/** Two users whom the tests of `loaddata` load. */
function rowsView(settings: Settings, model: UserModel, login: UserField) {
  const members = (name: string, number: number) =>
    [...rowMembers(name, number, [settings, model]), 'password: PASSWORD'].map((line) => `${line},`)
  const before = 'export const annsCredentials: Credentials = '
  const unique = fixtureFields(settings, model).find((field) => field.unique)?.name ?? ''
  return {
    names: [...new Set([model.username.name, model.email.name])].map(
      (name) => `${name}: user.${name},`,
    ),
    ann: members('ann', 5),
    bob: members('bob', 6),
    unique,
    annsCredentials: credentials(login, {
      ...{ value: `ann.${login.name}`, password: 'PASSWORD', before },
    }),
  }
}

/** The tokens of a login, and what tests expect of them. */
function tokensView({ GRAPHQL_JWT }: Settings) {
  const refresh = GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN
  return {
    schema: ['token: z.string()', ...(refresh ? ['refreshToken: z.string()'] : [])].join(', '),
    matchers: [
      'token: expect.stringMatching(/^[\\w-]+\\.[\\w-]+\\.[\\w-]+$/),',
      ...(refresh ? ['refreshToken: expect.stringMatching(/^[0-9a-f]{40}$/),'] : []),
    ],
  }
}

/** How answers hold errors: as they are, or in the shape that a module of the project makes. */
function errorsView({ GRAPHQL_AUTH }: Settings) {
  return { member: GRAPHQL_AUTH.CUSTOM_ERROR_TYPE ? 'errors: serializeErrors(errors)' : 'errors' }
}

/** What is said of a value that someone else has, as a member of an object. */
function takenMessage({ label }: UserField): string {
  return member('message', literal(`A user with that ${label} already exists.`), 12)
}
