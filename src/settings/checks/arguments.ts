import type { Arguments, ArgumentType } from '../types.js'
import { choices, hint, problemsOf } from '../values/messages.js'
import type { Meaning, MeaningCheck } from './meaning.js'
import type { ModelField } from './model-fields.js'

type ArgumentSetting =
  | 'REGISTER_MUTATION_FIELDS'
  | 'REGISTER_MUTATION_FIELDS_OPTIONAL'
  | 'UPDATE_MUTATION_FIELDS'

const REGISTER = 'GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS'
const REGISTER_OPTIONAL = 'GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS_OPTIONAL'
const LOGIN = 'GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS'

/** Checks of the arguments of tokenAuth, register and updateAccount against the user model. */
export const argumentChecks: readonly MeaningCheck[] = [
  { needs: [LOGIN], run: (meaning) => problemsOf(LOGIN, loginProblems(meaning)) },
  argumentsCheck('REGISTER_MUTATION_FIELDS'),
  argumentsCheck('REGISTER_MUTATION_FIELDS_OPTIONAL'),
  argumentsCheck('UPDATE_MUTATION_FIELDS'),
  { needs: [REGISTER], run: (meaning) => problemsOf(REGISTER, identityMissing(meaning)) },
  {
    needs: [REGISTER, REGISTER_OPTIONAL],
    run: (meaning) => [
      ...problemsOf(REGISTER, requiredMissing(meaning)),
      ...problemsOf(REGISTER_OPTIONAL, requiredAndOptional(meaning)),
    ],
  },
]

function argumentsCheck(name: ArgumentSetting): MeaningCheck {
  const key = `GRAPHQL_AUTH.${name}`
  return {
    needs: [key],
    run: ({ settings, fields }) =>
      problemsOf(key, argumentsProblems(settings.GRAPHQL_AUTH[name], fields)),
  }
}

/** The fields that a client may write, for hints. */
function writable(fields: Meaning['fields']): string[] {
  return [...fields].flatMap(([name, field]) => (field.writable ? [name] : []))
}

function loginProblems({ settings, fields }: Meaning): string[] {
  const names = settings.GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS
  const usable = [...fields].flatMap(([name, field]) => (isLoginField(field) ? [name] : []))
  if (names.length === 0) return ['is empty: no one could log in']
  return names.flatMap((name, index) => {
    const field = fields.get(name)
    if (!field) return [`"${name}" is not a field of the user model${hint(name, usable)}`]
    if (names.indexOf(name) !== index) return [`"${name}" is listed twice`]
    return isLoginField(field)
      ? []
      : [
          `"${name}" does not identify a user: a login field must be a unique String${choices(usable)}`,
        ]
  })
}

function isLoginField(field: ModelField): boolean {
  return field.type === 'String' && field.unique && field.writable
}

function argumentsProblems(args: Arguments, fields: Meaning['fields']): string[] {
  return Object.entries(args).flatMap(([name, type]) => {
    const field = fields.get(name)
    if (!field) return [`"${name}" is not a field of the user model${hint(name, writable(fields))}`]
    if (!field.writable) return [`"${name}" cannot be set by clients; remove it`]
    return agrees(type, field)
      ? []
      : [
          `"${name}" is of type ${field.type} in the user model, not ${type}: ` +
            `write { "${name}": "${field.type}" }`,
        ]
  })
}

function agrees(type: ArgumentType, field: ModelField): boolean {
  if (type === 'ID') return field.type === 'String' || field.type === 'Int'
  return type === field.type
}

function identityMissing({ settings }: Meaning): string[] {
  const required = settings.GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS
  const identity = new Set([settings.EMAIL_FIELD, settings.USERNAME_FIELD])
  return [...identity].flatMap((name) =>
    Object.hasOwn(required, name) ? [] : [`"${name}" is missing: every user needs it; add it`],
  )
}

/** A row cannot be inserted without a value for a column that is neither nullable nor has a default. */
function requiredMissing({ settings }: Meaning): string[] {
  const { GRAPHQL_AUTH, USER_FIELDS, USERNAME_FIELD, EMAIL_FIELD } = settings
  return Object.entries(USER_FIELDS).flatMap(([name, field]) => {
    const filled = field.nullable === true || field.default !== undefined
    const listed = Object.hasOwn(GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS, name)
    if (filled || listed || name === USERNAME_FIELD || name === EMAIL_FIELD) return []
    return [
      `"${name}" is missing: USER_FIELDS.${name} needs a value; add it here, or make the field nullable or give it a default`,
    ]
  })
}

function requiredAndOptional({ settings: { GRAPHQL_AUTH } }: Meaning): string[] {
  const required = GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS
  return Object.keys(GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS_OPTIONAL).flatMap((name) =>
    Object.hasOwn(required, name)
      ? [`"${name}" is also in REGISTER_MUTATION_FIELDS; remove one`]
      : [],
  )
}
