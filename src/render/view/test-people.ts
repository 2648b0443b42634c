import { fieldNamed, type UserField, type UserModel } from '../../model/user-model.js'
import type { Settings } from '../../settings/types.js'
import { bracketed, literal } from '../layout.js'
import { fixtureFields, STATUSES } from './fixture.js'
import { shownFields } from './operation-documents.js'
import { sample } from './samples.js'

/** A user whom tests know. */
export interface Person {
  /** The primary key. */
  pk: number
  /** Of the samples that the user is made of. */
  number: number
  verified: boolean
  archived: boolean
  secondaryEmail: string | null
}

/** The users of the fixtures, in the order of their primary keys. */
export const FIXTURE_PEOPLE: readonly Person[] = [1, 2, 3, 4].map((pk) => {
  const status = STATUSES.find(({ user }) => user === pk)
  const { archived, secondaryEmail } = status ?? { archived: false, secondaryEmail: null }
  return { pk, number: pk, verified: status !== undefined, archived, secondaryEmail }
})

/** The user who registers after the fixtures were loaded. */
export const NEW_PERSON: Person = {
  ...{ pk: 5, number: 0 },
  ...{ verified: false, archived: false, secondaryEmail: null },
}

/** What UserNode shows of a person, as members of an object. At least the id. */
export function nodeMembers(
  names: readonly string[],
  person: Person,
  [settings, model]: [Settings, UserModel],
): string[] {
  const shown = shownOrId(names, settings, model)
  return shown.map((name) => `${name}: ${nodeValue(name, person, model)}`)
}

/** Those of the names that UserNode shows, or the id, which it always shows. */
export function shownOrId(
  names: readonly string[],
  settings: Settings,
  model: UserModel,
): string[] {
  const shown = shownFields(names, settings, model)
  return shown.length > 0 ? shown : ['id']
}

function nodeValue(name: string, person: Person, model: UserModel): string {
  const { pk, number, verified, archived, secondaryEmail } = person
  const values = { id: globalId(pk), verified, archived, secondaryEmail, isActive: true }
  const known = Object.entries(values).find(([key]) => key === name)
  const value = known ? known[1] : sample(fieldNamed(model, name), number)
  return value === null ? 'null' : literal(value)
}

/** The id of a user as clients see it. */
export function globalId(pk: number): string {
  return Buffer.from(`UserNode:${pk}`).toString('base64')
}

/** What the tests log in with: the username or the e-mail, where they may be used for that. */
export function loginFieldOf({ GRAPHQL_AUTH }: Settings, model: UserModel): UserField {
  const names = GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS
  const preferred = [model.username.name, model.email.name].find((name) => names.includes(name))
  return fieldNamed(model, preferred ?? names[0] ?? model.username.name)
}

/** The credentials of a user, as an object. @param before what stands on the line before it */
export function credentials(
  login: UserField,
  { value, password, before }: { value: string; password: string; before: string },
): string {
  return bracketed('{}', [`${login.name}: ${value}`, `password: ${password}`], { before })
}

/** What `fixtures/users.json` needs of a user who is not in it, as members of an object. */
export function rowMembers(
  name: string,
  number: number,
  [settings, model]: [Settings, UserModel],
): string[] {
  const named = (field: UserField) => {
    if (field.kind === 'email') return `${name}@email.com`
    return field.kind === 'username' ? name : sample(field, number)
  }
  return fixtureFields(settings, model).map((field) => `${field.name}: ${literal(named(field))}`)
}

/** A field that users may change on their own account, and a new value for it. */
export interface Change {
  name: string
  value: string
}

/** A change that can be read back as it was given; null where there is none. */
export function changeOf({ GRAPHQL_AUTH }: Settings, model: UserModel): Change | null {
  const fields = Object.keys(GRAPHQL_AUTH.UPDATE_MUTATION_FIELDS)
    .map((name) => fieldNamed(model, name))
    .filter(({ type }) => type !== 'DateTime')
  const field =
    fields.find(({ name }) => name === 'firstName') ??
    fields.find(({ kind }) => kind !== 'email') ??
    fields[0]
  return field ? { name: field.name, value: literal(changed(field)) } : null
}

function changed(field: UserField): string | number | boolean {
  if (field.name === 'firstName') return 'Joe'
  return field.type === 'Boolean' ? field.default !== true : sample(field, 9)
}
