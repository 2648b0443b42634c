import type { UserField, UserModel } from '../../model/user-model.js'
import type { FieldType } from '../../settings/types.js'
import { bracketed, member } from '../layout.js'

/** What is stored of a user with a mail that waits is JSON: a moment is a text there. */
const TYPES: Record<FieldType, { type: string; full: string; bare: string }> = {
  String: { type: 'string', full: "'text'", bare: "''" },
  Int: { type: 'number', full: '1', bare: '0' },
  Float: { type: 'number', full: '1.5', bare: '0' },
  Boolean: { type: 'boolean', full: 'true', bare: 'false' },
  Date: { type: 'string', full: "'2000-01-31'", bare: "'2000-01-31'" },
  DateTime: {
    type: 'string',
    full: "'2000-01-31T12:00:00.000Z'",
    bare: "'2000-01-31T12:00:00.000Z'",
  },
}

/** What mails may say of a user, as members of types and objects. */
export function mailsView(model: UserModel) {
  const named = (name: string) => model.fields.filter((field) => field.name === name)
  const identity = [...new Set([model.username, model.email])]
  const fields = [...identity, ...named('firstName'), ...named('lastName'), ...model.extras]
  const texts = fields.filter(({ type }) => type === 'String').map(({ name }) => `'${name}'`)
  return {
    types: fields.map(
      ({ name, type, nullable }) =>
        `readonly ${name}: ${TYPES[type].type}${nullable ? ' | null' : ''}`,
    ),
    values: fields.map((field) => `${member(field.name, valueInMails(field), 4)},`),
    full: fields.map(({ name, type }) => `${name}: ${TYPES[type].full},`),
    bare: fields.map(
      ({ name, type, nullable }) => `${name}: ${nullable ? 'null' : TYPES[type].bare},`,
    ),
    texts: bracketed('[]', texts, { before: 'const TEXTS = ', after: ' as const' }),
  }
}

function valueInMails({ name, type, nullable }: UserField): string {
  const value = type === 'DateTime' ? '.toISOString()' : ''
  if (!nullable) return `user.${name}${value}`
  return `user.${name}${value && `?${value}`} ?? null`
}
