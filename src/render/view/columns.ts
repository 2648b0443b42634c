import { storedFields, userColumns } from '../../model/columns.js'
import type { Dialect } from '../../model/dialects.js'
import { columnDefinition, createUniqueIndex } from '../../model/sql.js'
import { extrasFirst, type UserField, type UserModel } from '../../model/user-model.js'
import type { DefaultValue, FieldType } from '../../settings/types.js'
import { bracketed, literal, templateText } from '../layout.js'

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

/** Every column behind `id`, as the entity declares it. */
export function entityColumns(model: UserModel, dialect: Dialect): ColumnView[] {
  return extrasFirst(storedFields(model), model).map((field) => ({
    name: field.name,
    type: PROPERTY_TYPES[field.type] + (field.nullable ? ' | null' : ''),
    comment: COMMENTS[field.name] ?? keyComment(model, field),
    decorator: decorator(field, dialect),
  }))
}

/** Every column as a line of CREATE TABLE, between backticks. */
export function sqlColumns(model: UserModel, dialect: Dialect): string[] {
  const lines = userColumns(model).map((column) => templateText(columnDefinition(column, dialect)))
  return [`"id" ${dialect.identity}`, ...lines].map((line, index, all) =>
    index < all.length - 1 ? `${line},` : line,
  )
}

/** What tables and entities beside that of the user need of the dialect. */
export function typesView({ columnTypes, identity, cascade, tableOptions, literal }: Dialect) {
  return {
    dateTime: columnTypes.DateTime,
    /** The same for a decorator. */
    moment: typeOptions(columnTypes.DateTime).join(', '),
    identity,
    cascade,
    tableOptions,
    false: literal(false, 'Boolean'),
  }
}

/** A type as TypeORM takes it: `datetime(3)` is a type and a precision. */
function typeOptions(sqlType: string): string[] {
  const [, type = sqlType, precision] = /^(\w+)\((\d)\)$/.exec(sqlType) ?? []
  return [`type: '${type}'`, ...(precision === undefined ? [] : [`precision: ${precision}`])]
}

/** What keeps values of the user table unique, as arguments of a query. */
export function uniqueIndexes(model: UserModel): string[] {
  return userColumns(model)
    .filter(({ unique }) => unique)
    .map(({ name }) => literal(createUniqueIndex(name)))
    .map((sql) => bracketed('()', [sql], { before: 'await runner.query', indent: 4 }))
}

function keyComment(model: UserModel, { kind }: UserField): string {
  return kind === 'username-key'
    ? `The ${model.username.label} in the form that is kept unique: see canonicalUsername.`
    : ''
}

function decorator(field: UserField, dialect: Dialect): string {
  const value = field.default === null ? null : dialect.storedDefault(field.default, field.type)
  const options = [
    ...(field.column === field.name ? [] : [`name: '${field.column}'`]),
    ...typeOptions(dialect.columnTypes[field.type]),
    ...(field.maxLength === null ? [] : [`length: ${field.maxLength}`]),
    ...(field.nullable ? ['nullable: true'] : []),
    ...(value === null ? [] : [`default: ${literal(inQuotes(value))}`]),
    ...(field.kind === 'username-key' ? ['select: false'] : []),
  ]
  const column = bracketed('{}', options, { before: '@Column(', indent: 2, after: ')' })
  const index = field.unique ? `@Index('users_${field.column}', { unique: true })\n  ` : ''
  return `${index}@Column(${column})`
}

/** TypeORM puts single quotes around a text, and leaves those in it as they are. */
function inQuotes(value: DefaultValue): DefaultValue {
  return typeof value === 'string' ? value.replaceAll("'", "''") : value
}
