import { TEXT_LENGTH } from '../lengths.js'
import { FIELD_TYPES, type FieldType } from '../types.js'
import { isRecord, show } from '../values/json.js'
import { hint, type Problem, problemsOf } from '../values/messages.js'

const PROPERTIES = ['type', 'maxLength', 'nullable', 'unique', 'default']
const MAX_LENGTH = 10_000

/** What is wrong with the definitions in USER_FIELDS; their names are checked in field-names.ts. */
export function userFieldProblems(fields: unknown): Problem[] {
  if (!isRecord(fields)) {
    return problemsOf('USER_FIELDS', [
      `must be an object of names and fields like { "phone": { "type": "String" } }, not ${show(fields)}`,
    ])
  }
  return Object.entries(fields).flatMap(([name, field]) =>
    problemsOf(`USER_FIELDS.${name}`, definitionProblems(field)),
  )
}

function definitionProblems(field: unknown): string[] {
  if (!isRecord(field)) return [`must be an object like { "type": "String" }, not ${show(field)}`]
  const unknown = Object.keys(field).filter((property) => !PROPERTIES.includes(property))
  const type = FIELD_TYPES.find((name) => name === field.type)
  return [
    ...unknown.map((property) => `unknown property "${property}"${hint(property, PROPERTIES)}`),
    ...(type ? propertyProblems(type, field) : [typeProblem(field.type)]),
  ]
}

function typeProblem(type: unknown): string {
  if (type === undefined) return `"type" is missing; one of ${FIELD_TYPES.join(', ')}`
  return `unknown type ${show(type)}${hint(type, FIELD_TYPES)}`
}

function propertyProblems(type: FieldType, field: Record<string, unknown>): string[] {
  return [
    ...flagProblems('nullable', field.nullable),
    ...flagProblems('unique', field.unique),
    ...maxLengthProblems(type, field.maxLength),
    ...defaultProblems(type, field),
    ...(field.unique === true && type === 'Boolean' ? ['a Boolean field cannot be unique'] : []),
  ]
}

function flagProblems(name: string, value: unknown): string[] {
  if (value === undefined || typeof value === 'boolean') return []
  return [`"${name}" must be true or false, not ${show(value)}`]
}

function maxLengthProblems(type: FieldType, value: unknown): string[] {
  if (value === undefined) return []
  if (type !== 'String') return ['"maxLength" belongs to String fields only']
  const valid = Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_LENGTH
  return valid
    ? []
    : [`"maxLength" must be a whole number from 1 to ${MAX_LENGTH}, not ${show(value)}`]
}

function defaultProblems(type: FieldType, field: Record<string, unknown>): string[] {
  const value = field.default
  if (value === undefined) return []
  if (field.unique === true)
    return ['a unique field cannot have a "default": two users would share it']
  if (!isValueOf[type](value)) return [`"default" must be of type ${type}, not ${show(value)}`]
  if (isMoment(type) && !isInCalendar(value)) {
    const years = 'is before the year 1 or after the year 9999 in UTC: databases cannot store it'
    return [`"default" ${show(value)} ${years}`]
  }
  const maxLength = typeof field.maxLength === 'number' ? field.maxLength : TEXT_LENGTH
  return typeof value === 'string' && type === 'String' && value.length > maxLength
    ? [`"default" is longer than ${maxLength} characters`]
    : []
}

const INT_LIMIT = 2 ** 31

const isValueOf: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string' && !value.includes('\0'),
  Int: (value) => Number.isInteger(value) && Math.abs(Number(value)) < INT_LIMIT,
  Float: (value) => Number.isFinite(value),
  Boolean: (value) => typeof value === 'boolean',
  Date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && isDate(value),
  DateTime: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(value) &&
    isDate(value),
}

function isMoment(type: FieldType): boolean {
  return type === 'Date' || type === 'DateTime'
}

/** There is no year 0: PostgreSQL refuses it, and MySQL keeps no moments of it. */
function isInCalendar(value: unknown): boolean {
  const year = new Date(String(value)).getUTCFullYear()
  return year >= 1 && year <= 9999
}

/** A day that exists: JavaScript reads February 30 as March 2. */
function isDate(text: string): boolean {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10))
  return exists && !Number.isNaN(Date.parse(text))
}
