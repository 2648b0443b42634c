import { extrasFirst, fieldNamed, type UserField, type UserModel } from '../../model/user-model.js'
import type { Arguments, ArgumentType, FieldType, Settings } from '../../settings/types.js'
import { bracketed } from '../layout.js'

/** An argument of register or updateAccount, and the code that reads it. */
interface FormField {
  name: string
  cleaner: string
}

export interface FormView {
  /** The members of an object of fields. */
  lines: string[]
}

const TYPED_CLEANERS: Partial<Record<ArgumentType, string>> = {
  Int: 'number()',
  Float: 'number()',
  Boolean: 'boolean()',
  Date: 'day()',
  DateTime: 'dateTime()',
}

/** The form of register, without the passwords. */
export function registerForm({ GRAPHQL_AUTH }: Settings, model: UserModel): FormView {
  const fields = [
    ...formFields(GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS, model, required),
    ...formFields(GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS_OPTIONAL, model, optional),
  ]
  return formView(fields, model)
}

const TEXT_READERS: Readonly<Record<Exclude<FieldType, 'String'>, string>> = {
  Int: "numberText('Int')",
  Float: "numberText('Float')",
  Boolean: 'truthText()',
  Date: 'dayText()',
  DateTime: 'dateTimeText()',
}

/** The fields that `createsuperuser` takes as text, and their flags as its help lists them. */
export function superuserView({ GRAPHQL_AUTH }: Settings, model: UserModel) {
  const names = model.fields.filter(({ name }) => ['firstName', 'lastName'].includes(name))
  const fields = [...new Set([model.username, model.email]), ...model.extras, ...names]
  const flags: [string, string][] = [
    ...fields.map((field): [string, string] => [`--${field.name}`, flagHelp(field)]),
    ['--no-input', 'ask for nothing: what is missing is an error'],
    ['-h, --help', 'show this help'],
  ]
  const width = Math.max(...flags.map(([flag]) => flag.length))
  return {
    // In the order in which they are asked for.
    lines: fields.map((field) => `${field.name}: ${textReader(field)},`),
    help: bracketed(
      '[]',
      flags.map(([flag, help]) => `'  ${flag.padEnd(width)}  ${help}'`),
      { before: 'export const FLAG_HELP = ' },
    ),
    // As the README shows them.
    neededFlags: fields
      .filter(isNeeded)
      .map(({ name }) => `--${name} …`)
      .join(' '),
    hasTypes: fields.some(({ type }) => type !== 'String'),
    isPasswordNeeded: String(!GRAPHQL_AUTH.ALLOW_PASSWORDLESS_REGISTRATION),
  }
}

function textReader(field: UserField): string {
  if (field.type === 'String') {
    return isNeeded(field) ? required(field, 'String') : optional(field, 'String')
  }
  const reader = TEXT_READERS[field.type]
  return isNeeded(field) ? reader : `optional(${reader})`
}

function flagHelp(field: UserField): string {
  return `${field.type}${isNeeded(field) ? ', required' : ''}`
}

/** Whether a user cannot be without a value of the field. */
function isNeeded({ nullable, default: value }: UserField): boolean {
  return !nullable && value === null
}

/** The form of updateAccount, where nothing has to be given. */
export function updateForm({ GRAPHQL_AUTH }: Settings, model: UserModel): FormView {
  const fields = formFields(GRAPHQL_AUTH.UPDATE_MUTATION_FIELDS, model, optional)
  return formView(fields, model)
}

function formView(fields: FormField[], model: UserModel): FormView {
  return { lines: extrasFirst(fields, model).map(({ name, cleaner }) => `${name}: ${cleaner},`) }
}

type Cleaner = (field: UserField, type: ArgumentType) => string

function formFields(args: Arguments, model: UserModel, cleaner: Cleaner): FormField[] {
  return Object.entries(args).map(([name, type]) => ({
    name,
    cleaner: cleaner(fieldNamed(model, name), type),
  }))
}

/** An empty text is a value where the column takes it, and where it cannot collide with another. */
function optional(field: UserField, type: ArgumentType): string {
  const isFree = field.kind === 'built-in' || (field.nullable && !field.unique)
  return `optional(${isText(field, type) && isFree ? textCleaner(field, true) : required(field, type)})`
}

function required(field: UserField, type: ArgumentType): string {
  if (field.kind === 'email') return `email({ maxLength: ${field.maxLength} })`
  if (field.kind === 'username') return `username({ maxLength: ${field.maxLength} })`
  if (isText(field, type)) return textCleaner(field, false)
  return TYPED_CLEANERS[type] ?? 'numericId()'
}

function isText(field: UserField, type: ArgumentType): boolean {
  return field.type === 'String' && (type === 'String' || type === 'ID')
}

function textCleaner(field: UserField, blank: boolean): string {
  return `text({ maxLength: ${field.maxLength}${blank ? ', blank: true' : ''} })`
}
