import { boundsProblems, unwritableProblems } from './bounds-checks.js'
import { isRecord, show } from './json.js'
import { nameProblems } from './name-checks.js'
import { hint, nearest } from './near-miss.js'
import { type Problem, problemsOf } from './problem.js'
import type { SettingGroup } from './rows.js'
import { rowsOf, SETTINGS } from './table.js'
import { DATABASES, FLAVORS } from './types.js'
import { userFieldProblems } from './user-field-checks.js'
import { VALUE_TYPES } from './value-types.js'

type Check = (value: unknown) => Problem[]

/** The keys of the file, in the order in which it is written. */
const KEYS: Readonly<Record<string, Check>> = {
  $schema: (value) => textProblems('$schema', value),
  flavor: (value) => choiceProblems('flavor', value, FLAVORS),
  database: (value) => choiceProblems('database', value, DATABASES),
  USERNAME_FIELD: (value) => textProblems('USERNAME_FIELD', value),
  EMAIL_FIELD: (value) => textProblems('EMAIL_FIELD', value),
  USER_FIELDS: userFieldProblems,
  GRAPHQL_AUTH: (value) => groupProblems('GRAPHQL_AUTH', value),
  GRAPHQL_JWT: (value) => groupProblems('GRAPHQL_JWT', value),
}

/** The mistakes that show in a value by itself: unknown keys, wrong types, reserved names. */
export function formProblems(file: Record<string, unknown>): Problem[] {
  const outOfBounds = boundsProblems(file)
  if (outOfBounds.length > 0) return outOfBounds
  const values = Object.entries(file).flatMap(([key, value]) =>
    Object.hasOwn(KEYS, key) ? (KEYS[key]?.(value) ?? []) : problemsOf(key, [unknownKey(key)]),
  )
  return [...values, ...nameProblems(file), ...unwritableProblems(file)]
}

function unknownKey(key: string): string {
  const row = SETTINGS.find((setting) => setting.name === key)
  return row ? `belongs into ${row.group}` : `is no key${hint(key, Object.keys(KEYS))}`
}

function textProblems(key: string, value: unknown): Problem[] {
  return problemsOf(key, typeof value === 'string' ? [] : [`must be a text, not ${show(value)}`])
}

function choiceProblems(key: string, value: unknown, choices: readonly string[]): Problem[] {
  if (choices.some((choice) => choice === value)) return []
  return problemsOf(key, [`${show(value)} is no ${key}${hint(value, choices)}`])
}

function groupProblems(group: SettingGroup, values: unknown): Problem[] {
  if (!isRecord(values)) {
    return problemsOf(group, [`must be an object of settings, not ${show(values)}`])
  }
  return Object.entries(values).flatMap(([name, value]) =>
    problemsOf(`${group}.${name}`, settingProblems(group, name, value)),
  )
}

function settingProblems(group: SettingGroup, name: string, value: unknown): string[] {
  const row = rowsOf(group).find((setting) => setting.name === name)
  if (!row) return [unknownSetting(group, name)]
  if (row.type === null) return [row.refusal ?? 'is not available']
  return VALUE_TYPES[row.type].check(value)
}

function unknownSetting(group: SettingGroup, name: string): string {
  const elsewhere = SETTINGS.find((setting) => setting.name === name)
  if (elsewhere) return `belongs into ${elsewhere.group}`
  const names = rowsOf(group).flatMap((row) => (row.available ? [row.name] : []))
  const near = nearest(name, names)
  return near === null
    ? 'is no setting; .graphql-auth/settings.schema.json lists them'
    : `is no setting; did you mean "${near}"?`
}
