import { PAGE_ARGUMENTS } from '../names.js'
import { defaultOf, SETTINGS } from '../table/table.js'
import { isTextList } from '../text-list.js'
import type { IdentityFields } from '../types.js'
import { isRecord } from '../values/json.js'
import { identityOf } from './identity.js'
import type { RegisterField } from './register-field.js'

/** What a run says about the settings, beside the file it starts from. */
export interface SettingsAnswers {
  flavor?: string
  database?: string
  usernameField?: string
  emailField?: string
  registerFields: readonly RegisterField[]
}

type Content = Readonly<Record<string, unknown>>

/**
 * The content of a settings file with answers laid over it; an answer wins.
 *
 * @param file what the file holds, valid or not: parseSettings judges the result
 */
export function withAnswers(file: Content, answers: SettingsAnswers): Content {
  const { flavor, database, usernameField, emailField, registerFields } = answers
  const named = {
    ...file,
    ...(flavor !== undefined && { flavor }),
    ...(database !== undefined && { database }),
    ...(usernameField !== undefined && { USERNAME_FIELD: usernameField }),
    ...(emailField !== undefined && { EMAIL_FIELD: emailField }),
  }
  return registerFields.length === 0 ? named : withRegisterFields(named, registerFields)
}

/** Every setting that a register field touches is written down, for the user to see and edit. */
function withRegisterFields(file: Content, fields: readonly RegisterField[]): Content {
  const auth = isRecord(file.GRAPHQL_AUTH) ? file.GRAPHQL_AUTH : {}
  const required = fields.filter((field) => !field.optional)
  const optional = fields.filter((field) => field.optional)
  const current = (name: string) => auth[name] ?? defaultValue(name, identityOf(file))
  const withArguments = (name: string, extra: readonly RegisterField[]) =>
    extra.length > 0 && { [name]: withArgumentsOf(current(name), extra) }
  return {
    ...file,
    USER_FIELDS: withUserFields(file.USER_FIELDS, fields),
    GRAPHQL_AUTH: {
      ...auth,
      ...withArguments('REGISTER_MUTATION_FIELDS', required),
      ...withArguments('REGISTER_MUTATION_FIELDS_OPTIONAL', optional),
      ...withArguments('UPDATE_MUTATION_FIELDS', fields),
      USER_NODE_FILTER_FIELDS: withFilters(current('USER_NODE_FILTER_FIELDS'), fields),
    },
  }
}

function defaultValue(name: string, identity: IdentityFields): unknown {
  const row = SETTINGS.find((setting) => setting.name === name)
  return row && defaultOf(row, identity)
}

function withUserFields(given: unknown, fields: readonly RegisterField[]): Content {
  const existing = isRecord(given) ? given : {}
  const entries = fields.map(({ name, type, optional }) => {
    const field = existing[name]
    return [name, { ...(isRecord(field) && field), type, ...(optional && { nullable: true }) }]
  })
  return { ...existing, ...Object.fromEntries(entries) }
}

/** The object form, since the list form means String for all; a value of neither form stays. */
function withArgumentsOf(value: unknown, fields: readonly RegisterField[]): unknown {
  const given = isTextList(value) ? value.map((name) => ({ name, type: 'String' })) : []
  if (!isRecord(value) && !isTextList(value)) return value
  return { ...(isRecord(value) && value), ...argumentsOf(given), ...argumentsOf(fields) }
}

function argumentsOf(fields: readonly { name: string; type: string }[]): Content {
  return Object.fromEntries(fields.map(({ name, type }) => [name, type]))
}

function withFilters(value: unknown, fields: readonly RegisterField[]): unknown {
  if (!isRecord(value)) return value
  const filterable = fields.filter(({ name }) => !PAGE_ARGUMENTS.has(name))
  const exact = filterable.map(({ name }) => [name, ['exact']])
  return { ...Object.fromEntries(exact), ...value }
}
