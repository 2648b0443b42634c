import { isRecord, type Json, show } from './json.js'
import { hint, suggestion } from './messages.js'

/** What a value means, or all that is wrong with it, each as the end of a line about its key. */
export type Result<T> = { value: T } | { problems: string[] }

/** How the values of one kind of setting are read, and described to editors. */
export interface ValueType<T> {
  parse(value: unknown): Result<T>
  /** The JSON Schema of a value. It may accept more than `parse`, never less. */
  schema: Readonly<Record<string, unknown>>
}

/** All that is wrong with a value, each as the end of a line about its key. */
export function problemsIn(type: ValueType<unknown>, value: unknown): string[] {
  const result = type.parse(value)
  return 'problems' in result ? result.problems : []
}

/** A type whose values stay as they are written. @param what ends "must be …" */
export function plain<T>(
  isValid: (value: unknown) => value is T,
  what: string,
  schema: ValueType<T>['schema'],
): ValueType<T> {
  return {
    parse: (value) =>
      isValid(value) ? { value } : { problems: [`must be ${what}, not ${show(value)}`] },
    schema,
  }
}

/** A text of a certain form. */
export function text(pattern: RegExp, what: string): ValueType<string> {
  const isValid = (value: unknown): value is string =>
    typeof value === 'string' && pattern.test(value)
  return plain(isValid, what, { type: 'string', pattern: pattern.source })
}

export const boolean = plain((value) => typeof value === 'boolean', 'true or false', {
  type: 'boolean',
})

export function wholeNumber(minimum: number, maximum: number): ValueType<number> {
  const isValid = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum
  const schema = { type: 'integer', minimum, maximum }
  return plain(isValid, `a whole number from ${minimum} to ${maximum}`, schema)
}

/** One of a few values. */
export function choice<const T extends string | boolean>(values: readonly T[]): ValueType<T> {
  const words = values.filter((value) => typeof value === 'string')
  return {
    parse(value) {
      const found = values.find((known) => known === value)
      if (found !== undefined) return { value: found }
      const written = values.map((known) => show(known)).join(' or ')
      return { problems: [`must be ${written}, not ${show(value)}${suggestion(value, words)}`] }
    },
    schema: { enum: values },
  }
}

/** The same type, where null means "not set". */
export function orNull<T>(type: ValueType<T>): ValueType<T | null> {
  return {
    parse: (value) => (value === null ? { value } : type.parse(value)),
    schema: { anyOf: [{ type: 'null' }, type.schema] },
  }
}

/** The same type, where false means "switched off". */
export function orFalse<T>(type: ValueType<T>): ValueType<T | false> {
  return {
    parse: (value) => (value === false ? { value } : type.parse(value)),
    schema: { anyOf: [{ const: false }, type.schema] },
  }
}

/** A name in an object: what it may be, and what it is when it is left out. */
export interface Member<T> {
  type: ValueType<T>
  default: Json
  /** For editors. */
  description?: string
}

export type Members<T> = { readonly [Name in keyof T]: Member<T[Name]> }

/** The values of members, read. */
export type ValuesOf<M> = { [Name in keyof M]: M[Name] extends Member<infer T> ? T : never }

export interface ObjectType<T> extends ValueType<T> {
  members: Members<T>
}

/** An object of members; each that is left out has its default. */
export function object<T>(members: Members<T>): ObjectType<T> {
  const names = Object.keys(members)
  return {
    members,
    parse(value) {
      if (!isRecord(value)) return { problems: [`must be an object, not ${show(value)}`] }
      const problems = Object.entries(value).flatMap(([name, given]) =>
        isNameOf(members, name)
          ? problemsIn(members[name].type, given).map((problem) => `"${name}" ${problem}`)
          : [`has no member "${name}"${hint(name, names)}`],
      )
      return problems.length > 0 ? { problems } : { value: valuesOf(members, value) }
    },
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(names.map((name) => [name, memberSchema(members, name)])),
    },
  }
}

function memberSchema<T>(members: Members<T>, name: string): object {
  if (!isNameOf(members, name)) return {}
  const { type, default: usual, description } = members[name]
  return { description, default: usual, ...type.schema }
}

/** Whether there is a member of that name. */
export function isNameOf<T extends object>(members: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(members, name)
}

/**
 * The values of all members.
 *
 * @param given what is said of some of them
 * @throws Error when something of it is not valid
 */
export function valuesOf<T>(members: Members<T>, given: Readonly<Record<string, unknown>>): T {
  const values: Partial<T> = {}
  for (const name in members) {
    const { type, default: usual } = members[name]
    const result = type.parse(Object.hasOwn(given, name) ? given[name] : usual)
    if ('problems' in result) throw new Error(`${name} ${result.problems.join(', ')}`)
    values[name] = result.value
  }
  if (hasAll(values, members)) return values
  throw new Error('A member has no value.')
}

function hasAll<T>(values: Partial<T>, members: Members<T>): values is T {
  return Object.keys(members).every((name) => Object.hasOwn(values, name))
}
