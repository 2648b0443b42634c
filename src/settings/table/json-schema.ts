import { MAX_NAME_LENGTH } from '../names.js'
import { DATABASES, FIELD_TYPES, FLAVORS } from '../types.js'
import type { SettingGroup } from '../values/file.js'
import type { SettingRow } from './row.js'
import { defaultOf, rowsOf } from './table.js'
import { VALUE_TYPES } from './value-types.js'

const DEFAULT_NAMES = { USERNAME_FIELD: 'username', EMAIL_FIELD: 'email' }
const NAME = { type: 'string', pattern: '^[a-z][A-Za-z0-9_]*$', maxLength: MAX_NAME_LENGTH }

/** The JSON Schema of graphql-auth.json, for editors; parse.ts checks what a schema cannot say. */
export function settingsJsonSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'graphql-auth.json',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      flavor: { enum: FLAVORS, default: 'graphql', description: 'The API flavor.' },
      database: { enum: DATABASES, default: 'sqlite', description: 'The database.' },
      USERNAME_FIELD: { ...NAME, default: 'username', description: 'The field users log in with.' },
      EMAIL_FIELD: { ...NAME, default: 'email', description: 'The field that holds the e-mail.' },
      USER_FIELDS: {
        type: 'object',
        description: 'More fields of the user model.',
        propertyNames: { pattern: NAME.pattern, maxLength: NAME.maxLength },
        additionalProperties: userFieldSchema(),
      },
      GRAPHQL_AUTH: groupSchema('GRAPHQL_AUTH'),
      GRAPHQL_JWT: groupSchema('GRAPHQL_JWT'),
    },
  }
}

function userFieldSchema(): object {
  return {
    type: 'object',
    required: ['type'],
    additionalProperties: false,
    properties: {
      type: { enum: FIELD_TYPES },
      maxLength: { type: 'integer', minimum: 1, maximum: 10_000, description: 'Of a String.' },
      nullable: { type: 'boolean', default: false },
      unique: { type: 'boolean', default: false },
      default: { type: ['string', 'number', 'boolean'] },
    },
  }
}

function groupSchema(group: SettingGroup): object {
  const entries = rowsOf(group).map((row) => [
    row.name,
    settingSchema(row, VALUE_TYPES[row.type].schema),
  ])
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(entries) }
}

function settingSchema(row: SettingRow, schema: object): object {
  const when = row.kind === 'shape' ? 'with `regenerate`' : 'at the next start'
  return {
    description: `${row.description} Takes effect ${when}.`,
    default: defaultOf(row, DEFAULT_NAMES),
    ...schema,
  }
}
