import { fieldNameProblem, toCamelCase, toSnakeCase } from '../names.js'
import { POSTGRES_NAMES } from '../sql-words.js'
import { isRecord } from '../values/json.js'
import { type Problem, problemsOf } from '../values/messages.js'
import { TAKEN_NAMES } from './model-fields.js'

interface Name {
  key: string
  name: string
}

/** What is wrong with the names of the user model's fields, one by one and among each other. */
export function nameProblems(file: Record<string, unknown>): Problem[] {
  const { USERNAME_FIELD = 'username', EMAIL_FIELD = 'email' } = file
  const identity = Object.entries({ USERNAME_FIELD, EMAIL_FIELD }).flatMap(([key, name]) =>
    typeof name === 'string' ? [{ key, name: toCamelCase(name) }] : [],
  )
  const extra = Object.keys(isRecord(file.USER_FIELDS) ? file.USER_FIELDS : {}).map((name) => ({
    key: `USER_FIELDS.${name}`,
    name: toCamelCase(name),
  }))
  return [
    ...[...identity, ...extra].flatMap(ownProblems),
    ...sameFieldTwice(extra),
    ...caseTwins([...identity, ...extra]),
    ...keyTwins([...identity, ...extra]),
    ...(file.database === 'postgres' ? [...identity, ...extra].flatMap(postgresTwin) : []),
  ]
}

function ownProblems({ key, name }: Name): Problem[] {
  const problem = userFieldNameProblem(name)
  return problem === null ? [] : problemsOf(key, [problem])
}

/**
 * What is wrong with a name that a user gives to a field, or null.
 *
 * @param name in camelCase
 */
export function userFieldNameProblem(name: string): string | null {
  if (name === '') return 'the name of the field is missing'
  if (TAKEN_NAMES.has(name)) {
    return `"${name}" is a built-in name of the user or of its mutations; choose another`
  }
  const problem = fieldNameProblem(name)
  return problem === null ? null : `${JSON.stringify(name)} ${problem}`
}

/** `lucky_number` beside `luckyNumber`: both are the same field. */
function sameFieldTwice(extra: Name[]): Problem[] {
  return extra.flatMap(({ key, name }, index) => {
    const before = extra.slice(0, index).find((other) => other.name === name)
    return before ? problemsOf(key, [`is the same field as ${before.key}; remove one`]) : []
  })
}

/** Databases and file systems may not tell such names apart, and people do not either. */
function caseTwins(names: Name[]): Problem[] {
  return names.flatMap(({ key, name }, index) => {
    const others = [...TAKEN_NAMES, ...names.slice(0, index).map((other) => other.name)]
    const twin = others.find((other) => isTwin(other, name))
    return twin
      ? problemsOf(key, [`"${name}" differs from "${twin}" in case only; choose another`])
      : []
  })
}

function isTwin(a: string, b: string): boolean {
  return a !== b && a.toLowerCase() === b.toLowerCase()
}

function postgresTwin({ key, name }: Name): Problem[] {
  const isTaken = POSTGRES_NAMES.has(toSnakeCase(name))
  return problemsOf(key, isTaken ? [`"${name}" is reserved by PostgreSQL; choose another`] : [])
}

/** Usernames are kept once more, under a name of its own, in the form in which they are unique. */
function keyTwins(names: Name[]): Problem[] {
  const named = (field: string) => names.find(({ key }) => key === field)?.name
  const username = named('USERNAME_FIELD')
  if (username === named('EMAIL_FIELD')) return []
  return names
    .filter(({ name }) => name === `${username}Key`)
    .flatMap(({ key, name }) =>
      problemsOf(key, [`"${name}" is used to keep usernames unique; choose another`]),
    )
}
