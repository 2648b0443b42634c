import { type UserField, type UserModel, usernameKey } from '../../model/user-model.js'
import type { Settings } from '../../settings/types.js'
import { bracketed, literal } from '../layout.js'
import { sample } from './samples.js'

/** The password of all users in the fixtures, 123456, as Django hashes it. */
const PASSWORD = 'pbkdf2_sha256$180000$nFcBtiqGnWN9$hf58wNg77oT1BlNKRdATVVvBIa69+dz22fL1JKOKTaA='

/** The statuses of the users in the fixtures. The first user has none. */
export const STATUSES = [
  { user: 2, archived: false, secondaryEmail: null },
  { user: 3, archived: true, secondaryEmail: null },
  { user: 4, archived: false, secondaryEmail: 'user4_secondary@email.com' },
]

/** The fixtures of a project, and the table by which they are read. */
export function fixtureView(settings: Settings, model: UserModel) {
  return {
    columns: model.fields.filter(({ name }) => name !== 'id').map((field) => column(model, field)),
    users: JSON.stringify(fixture(settings, model), null, 2),
  }
}

function column(model: UserModel, field: UserField): string {
  const members = [`name: '${field.name}'`, `type: '${field.type}'`, ...rules(model, field)]
  return `${bracketed('{}', members, { indent: 2, after: ',' })},`
}

function rules(model: UserModel, { name, kind, ...field }: UserField): string[] {
  const length = `{ maxLength: ${field.maxLength} }`
  if (kind === 'email') return [`field: email(${length})`]
  if (name === 'password') return [`field: password(${length})`]
  if (kind === 'username') {
    const key = `{ property: '${usernameKey(model).name}', of: canonicalUsername }`
    const options = `{ maxLength: ${field.maxLength}, mixed: true }`
    return [`field: username(${options})`, `key: ${key}`]
  }
  const value = name === 'dateJoined' ? 'now' : field.default
  return [
    ...(field.maxLength === null ? [] : [`maxLength: ${field.maxLength}`]),
    ...(field.nullable ? ['nullable: true'] : []),
    ...(field.unique ? ['unique: true'] : []),
    ...(value === null ? [] : [`default: ${literal(value)}`]),
  ]
}

/** Users and statuses in the order and in the format of the original's quickstart. */
function fixture(settings: Settings, model: UserModel): object[] {
  return [1, 2, 3, 4].flatMap((pk) => [
    { model: 'users.CustomUser', pk, fields: userFields(settings, model, pk) },
    ...STATUSES.filter(({ user }) => user === pk).map(({ user, archived, secondaryEmail }) => ({
      model: 'graphql_auth.userstatus',
      pk,
      fields: { user, verified: true, archived, secondary_email: secondaryEmail },
    })),
  ])
}

function userFields(settings: Settings, model: UserModel, pk: number): object {
  const { username, email, hasUsername } = model
  const needed = neededExtras(settings, model)
  return {
    password: PASSWORD,
    last_login: null,
    is_superuser: false,
    ...(hasUsername && { [username.column]: sample(username, pk) }),
    first_name: '',
    last_name: '',
    [email.column]: sample(email, pk),
    is_staff: false,
    is_active: true,
    ...Object.fromEntries(needed.map((field) => [field.column, sample(field, pk)])),
  }
}

/** What a user of the fixtures cannot be without, beside the password. */
export function fixtureFields(settings: Settings, model: UserModel): UserField[] {
  return [...new Set([model.username, model.email]), ...neededExtras(settings, model)]
}

/** What must have a value, and what one may log in with. */
function neededExtras({ GRAPHQL_AUTH }: Settings, { extras }: UserModel): UserField[] {
  const isLogin = (name: string) => GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS.includes(name)
  return extras.filter(
    ({ name, nullable, default: value }) => isLogin(name) || (!nullable && value === null),
  )
}
