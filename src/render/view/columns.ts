import type { Dialect } from '../../model/dialects.js'
import type { UserField, UserModel } from '../../model/user-model.js'
import type { FieldType } from '../../settings/types.js'
import { bracketed, literal } from '../layout.js'

/** A column of the user as the entity declares it. */
export interface ColumnView {
  name: string
  /** TypeScript type of the property. */
  type: string
  comment: string
  decorator: string
}

const PROPERTY_TYPES: Record<FieldType, string> = {
  String: 'string',
  Int: 'number',
  Float: 'number',
  Boolean: 'boolean',
  Date: 'string',
  DateTime: 'Date',
}

const COMMENTS: Readonly<Record<string, string>> = {
  password: 'A hash, or a text that starts with `!` when no password is set.',
}

/** Canonical forms may be longer than what was typed: `ß` becomes `ss`. */
const KEY_LENGTH = 255

/** The property of the canonical form by which usernames are kept unique. */
export function usernameKey(model: UserModel): UserField {
  const { name, column } = model.username
  return {
    ...model.username,
    name: `${name}Key`,
    column: `${column}_key`,
    maxLength: KEY_LENGTH,
    default: null,
  }
}

/** Every column behind `id`, as the entity declares it. */
export function entityColumns(model: UserModel, dialect: Dialect): ColumnView[] {
  return columns(model).map((field) => ({
    name: field.name,
    type: PROPERTY_TYPES[field.type] + (field.nullable ? ' | null' : ''),
    comment: COMMENTS[field.name] ?? keyComment(model, field),
    decorator: decorator(field, dialect, isKey(model, field)),
  }))
}

/** Every column as a line of CREATE TABLE. */
export function sqlColumns(model: UserModel, dialect: Dialect): string[] {
  const lines = columns(model).map((field) => sqlColumn(field, dialect))
  return ['"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL', ...lines].map((line, index, all) =>
    index < all.length - 1 ? `${line},` : line,
  )
}

/** What keeps values of the user table unique, as arguments of a query. */
export function uniqueIndexes(model: UserModel): string[] {
  return columns(model)
    .filter((field) => field.unique || isKey(model, field))
    .map(({ column }) => `'CREATE UNIQUE INDEX "users_${column}" ON "users" ("${column}")'`)
    .map((sql) => bracketed('()', [sql], { before: 'await runner.query', indent: 4 }))
}

/** The columns behind `id`, with the key of the username behind the username. */
function columns(model: UserModel): UserField[] {
  return model.fields
    .filter((field) => field.name !== 'id')
    .flatMap((field) => (field.kind === 'username' ? [field, usernameKey(model)] : [field]))
}

function isKey(model: UserModel, field: UserField): boolean {
  return model.hasUsername && field.name === usernameKey(model).name
}

function keyComment(model: UserModel, field: UserField): string {
  return isKey(model, field)
    ? `The ${model.username.label} in the form that is kept unique: see canonicalUsername.`
    : ''
}

function decorator(field: UserField, dialect: Dialect, isKey: boolean): string {
  const options = [
    ...(field.column === field.name ? [] : [`name: '${field.column}'`]),
    `type: '${dialect.columnTypes[field.type]}'`,
    ...(field.maxLength === null ? [] : [`length: ${field.maxLength}`]),
    ...(field.nullable ? ['nullable: true'] : []),
    ...(field.default === null ? [] : [`default: ${literal(field.default)}`]),
    ...(isKey ? ['select: false'] : []),
  ]
  const column = bracketed('{}', options, { before: '@Column(', indent: 2, after: ')' })
  const isUnique = field.unique || isKey
  const index = isUnique ? `@Index('users_${field.column}', { unique: true })\n  ` : ''
  return `${index}@Column(${column})`
}

function sqlColumn(field: UserField, dialect: Dialect): string {
  const length = field.maxLength === null ? '' : `(${field.maxLength})`
  const type = `${dialect.columnTypes[field.type]}${length}`
  const nullability = field.nullable ? '' : ' NOT NULL'
  const value = field.default === null ? '' : ` DEFAULT ${dialect.literal(field.default)}`
  return `"${field.column}" ${type}${nullability}${value}`
}
