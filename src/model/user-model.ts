import { EMAIL_LENGTH, NAME_LENGTH, TEXT_LENGTH, USERNAME_LENGTH } from '../settings/lengths.js'
import { toSnakeCase } from '../settings/names.js'
import type { FieldType, Settings, UserFieldSetting } from '../settings/types.js'
import { dialectOf } from './dialects.js'

/** One field of the user model: a column, a property and, mostly, a field of UserNode. */
export interface UserField {
  /** camelCase, as in GraphQL and TypeScript. */
  name: string
  /** snake_case, as in the database. */
  column: string
  /** As in "A user with that email already exists." */
  label: string
  type: FieldType
  /** In characters; null for what is not a text, and for a text that may be of any length. */
  maxLength: number | null
  nullable: boolean
  /** Not of usernames and e-mails: they are kept unique by their canonical form. */
  unique: boolean
  default: string | number | boolean | null
  kind: 'built-in' | 'username' | 'username-key' | 'email' | 'extra'
}

/** What follows from USERNAME_FIELD, EMAIL_FIELD and USER_FIELDS. */
export interface UserModel {
  fields: UserField[]
  username: UserField
  email: UserField
  /** Of the canonical form of the username; null for a text without a length. */
  keyLength: number | null
  /** False when the e-mail is the username: then there is no other. */
  hasUsername: boolean
  extras: UserField[]
}

/** The user model of a project, its fields in the order of the columns. */
export function userModel(settings: Settings): UserModel {
  const { USERNAME_FIELD, EMAIL_FIELD, USER_FIELDS } = settings
  const identity = (name: string, kind: 'username' | 'email', length: number): UserField => ({
    ...field(name, { type: 'String', maxLength: length, ...USER_FIELDS[name] }),
    kind,
    unique: false,
  })
  const email = identity(EMAIL_FIELD, 'email', EMAIL_LENGTH)
  const hasUsername = USERNAME_FIELD !== EMAIL_FIELD
  const username = hasUsername ? identity(USERNAME_FIELD, 'username', USERNAME_LENGTH) : email
  const extras = Object.entries(USER_FIELDS)
    .filter(([name]) => name !== USERNAME_FIELD && name !== EMAIL_FIELD)
    .map(([name, setting]) => field(name, setting))
  return {
    username,
    email,
    keyLength: dialectOf(settings.database).keyLength,
    hasUsername,
    extras,
    fields: [
      builtIn('id', 'Int'),
      builtIn('password', 'String', { maxLength: TEXT_LENGTH }),
      builtIn('lastLogin', 'DateTime', { nullable: true }),
      builtIn('isSuperuser', 'Boolean', { default: false }),
      ...(hasUsername ? [username] : []),
      builtIn('firstName', 'String', { maxLength: NAME_LENGTH, default: '' }),
      builtIn('lastName', 'String', { maxLength: NAME_LENGTH, default: '' }),
      email,
      builtIn('isStaff', 'Boolean', { default: false }),
      builtIn('isActive', 'Boolean', { default: true }),
      builtIn('dateJoined', 'DateTime'),
      ...extras,
    ],
  }
}

/** The field of that name. @throws Error for a name that the settings should not have let through */
export function fieldNamed(model: UserModel, name: string): UserField {
  const found = model.fields.find((field) => field.name === name)
  if (!found) throw new Error(`The user model has no field ${name}.`)
  return found
}

/**
 * The order of fields in lists of the rendered server: those of USER_FIELDS come first. Owners add lines at
 * the end of a list, or behind a line of ours that theirs has to do with, so that a field of the settings
 * that comes or goes does not touch them.
 */
export function extrasFirst<T extends { name: string }>(
  fields: readonly T[],
  model: UserModel,
): T[] {
  const isExtra = ({ name }: T) => model.extras.some((extra) => extra.name === name)
  return [...fields.filter(isExtra), ...fields.filter((field) => !isExtra(field))]
}

/** The column of the canonical form by which usernames are kept unique. */
export function usernameKey({ username, keyLength }: UserModel): UserField {
  return {
    ...username,
    name: `${username.name}Key`,
    column: `${username.column}_key`,
    maxLength: keyLength,
    unique: true,
    default: null,
    kind: 'username-key',
  }
}

function builtIn(
  name: string,
  type: FieldType,
  setting: Omit<UserFieldSetting, 'type'> = {},
): UserField {
  return { ...field(name, { type, ...setting }), kind: 'built-in' }
}

function field(name: string, setting: UserFieldSetting): UserField {
  const isText = setting.type === 'String'
  return {
    name,
    column: toSnakeCase(name),
    label: toSnakeCase(name).replaceAll('_', ' '),
    type: setting.type,
    maxLength: isText ? (setting.maxLength ?? TEXT_LENGTH) : null,
    nullable: setting.nullable ?? false,
    unique: setting.unique ?? false,
    default: setting.default ?? null,
    kind: 'extra',
  }
}
