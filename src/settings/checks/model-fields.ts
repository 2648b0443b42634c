import { toCamelCase } from '../names.js'
import type { FieldType, Settings, UserFieldSetting } from '../types.js'
import { words } from '../values/reserved-words.js'

/** A field of the user model as far as the checks of settings need to know it. */
export interface ModelField {
  type: FieldType
  nullable: boolean
  unique: boolean
  /** The user may give it a value through register or updateAccount: no other field takes one. */
  writable: boolean
}

const column = (type: FieldType, more: Partial<ModelField> = {}): ModelField => ({
  type,
  nullable: false,
  unique: false,
  writable: false,
  ...more,
})

/** The fields every user model has, beside those that USERNAME_FIELD and EMAIL_FIELD name. */
const BUILT_IN_FIELDS: Readonly<Record<string, ModelField>> = {
  id: column('Int', { unique: true }),
  password: column('String'),
  lastLogin: column('DateTime', { nullable: true }),
  isSuperuser: column('Boolean'),
  firstName: column('String', { writable: true }),
  lastName: column('String', { writable: true }),
  isStaff: column('Boolean'),
  isActive: column('Boolean'),
  dateJoined: column('DateTime'),
}

/** What UserNode shows of the status of a user. */
export const STATUS_FIELDS: Readonly<Record<string, ModelField>> = {
  archived: column('Boolean'),
  verified: column('Boolean'),
  secondaryEmail: column('String', { nullable: true }),
}

/** Names that mutations, queries and relations of the user use for something else. */
export const TAKEN_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(BUILT_IN_FIELDS),
  ...Object.keys(STATUS_FIELDS),
  ...words(`
    pk status token tokens refreshToken refreshTokens sessions mailTokens
    password1 password2 oldPassword newPassword newPassword1 newPassword2
    clientMutationId input success errors payload revoked unarchiving nonFieldErrors
  `),
  // An access token holds the username beside these claims (RFC 7519, 4.1).
  ...words('iss sub aud exp nbf iat jti sid origIat'),
])

/** The fields of the user model, by their camelCase names. */
export function modelFields(
  settings: Pick<Settings, 'USERNAME_FIELD' | 'EMAIL_FIELD' | 'USER_FIELDS'>,
): ReadonlyMap<string, ModelField> {
  const identity = column('String', { unique: true, writable: true })
  return new Map([
    ...Object.entries(BUILT_IN_FIELDS),
    ...Object.entries(settings.USER_FIELDS).map(extraField),
    [settings.EMAIL_FIELD, identity],
    [settings.USERNAME_FIELD, identity],
  ])
}

function extraField([name, field]: [string, UserFieldSetting]): [string, ModelField] {
  const { type, nullable = false, unique = false } = field
  return [toCamelCase(name), { type, nullable, unique, writable: true }]
}
