import { toCamelCase, toSnakeCase } from '../settings/names.js'
import type { ColumnRenames } from './column-changes.js'
import { type UserModel, usernameKey } from './user-model.js'

/** Old name of a field -> its new name. */
export type FieldRenames = ReadonlyMap<string, string>

/** The models of the user before and after settings were changed. */
export interface Models {
  before: UserModel
  after: UserModel
}

/**
 * Which fields have another name only. The username stays the username and the e-mail the e-mail,
 * whatever they are called; of other fields no one can tell but who renamed them.
 *
 * @param asked what --rename says; names may be snake_case
 * @returns the renames, or a line for each that cannot be
 */
export function findRenames(
  models: Models,
  asked: FieldRenames,
): { renames: FieldRenames } | { problems: string[] } {
  const wanted = new Map([...asked].map(([from, to]) => [toCamelCase(from), toCamelCase(to)]))
  const open = new Map([...wanted].filter(([from, to]) => !isDone(models, from, to)))
  const problems = [...renameProblems(models, open), ...twiceProblems(open)]
  if (problems.length > 0) return { problems }
  const withEmail = withRole(models, 'email', open)
  const renames = hasBothUsernames(models) ? withRole(models, 'username', withEmail) : withEmail
  return { renames }
}

/** The renames as the table sees them: the key of the username goes with it. */
export function columnRenames({ before, after }: Models, fields: FieldRenames): ColumnRenames {
  const columns = [...fields].map(([from, to]): [string, string] => [
    toSnakeCase(from),
    toSnakeCase(to),
  ])
  const isSame = (fields.get(before.username.name) ?? before.username.name) === after.username.name
  const hasKey = hasBothUsernames({ before, after }) && isSame
  const keys: [string, string][] = hasKey
    ? [[usernameKey(before).column, usernameKey(after).column]]
    : []
  return new Map([...columns, ...keys].filter(([from, to]) => from !== to))
}

/** The old field that a new field comes from; null for a new one. */
export function originOf({ before }: Models, renames: FieldRenames, name: string): string | null {
  const renamed = [...renames].find(([, to]) => to === name)?.[0]
  return renamed ?? (has(before, name) ? name : null)
}

/** A second run finds its own work done. */
function isDone({ before, after }: Models, from: string, to: string): boolean {
  return !has(before, from) && has(before, to) && has(after, to) && !has(after, from)
}

function renameProblems({ before, after }: Models, renames: FieldRenames): string[] {
  return [...renames].flatMap(([from, to]) => {
    const line = (problem: string) => [`--rename ${from}=${to}: ${problem}`]
    if (!has(before, from)) return line(`the project has no field "${from}"`)
    if (!has(after, to)) return line(`graphql-auth.json has no field "${to}"`)
    if (has(after, from)) return line(`graphql-auth.json still has the field "${from}"`)
    return has(before, to) ? line(`the project already has a field "${to}"`) : []
  })
}

function twiceProblems(renames: FieldRenames): string[] {
  const targets = [...renames.values()]
  const twice = new Set(targets.filter((to, index) => targets.indexOf(to) !== index))
  return [...twice].map((to) => `--rename: two fields cannot both become "${to}"`)
}

/** Follows the username or the e-mail to a name that is new. */
function withRole(
  { before, after }: Models,
  role: 'username' | 'email',
  renames: FieldRenames,
): FieldRenames {
  const [from, to] = [before[role].name, after[role].name]
  const isTaken = renames.has(from) || [...renames.values()].includes(to)
  if (has(after, from) || has(before, to) || isTaken) return renames
  return new Map([...renames, [from, to]])
}

function hasBothUsernames({ before, after }: Models): boolean {
  return before.hasUsername && after.hasUsername
}

function has(model: UserModel, name: string): boolean {
  return model.fields.some((field) => field.name === name)
}
