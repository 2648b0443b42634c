import { rowsOf, SETTING_NAMES } from '../table/table.js'
import { VALUE_TYPES } from '../table/value-types.js'
import { DATABASES, FLAVORS } from '../types.js'
import {
  type KEYS,
  type SettingGroup,
  unknownKey,
  unknownSetting,
  unwritableProblems,
} from '../values/file.js'
import { isRecord, show } from '../values/json.js'
import { hint, type Problem, problemsOf } from '../values/messages.js'
import { isNameOf, problemsIn } from '../values/value-type.js'
import { boundsProblems } from './bounds.js'
import { nameProblems } from './field-names.js'
import { userFieldProblems } from './user-fields.js'

type Check = (value: unknown) => Problem[]

const CHECKS: Readonly<Record<(typeof KEYS)[number], Check>> = {
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
    isNameOf(CHECKS, key) ? CHECKS[key](value) : problemsOf(key, [unknownKey(key, SETTING_NAMES)]),
  )
  return [...values, ...nameProblems(file), ...unwritableProblems(file)]
}

function textProblems(key: string, value: unknown): Problem[] {
  return problemsOf(key, typeof value === 'string' ? [] : [`must be a text, not ${show(value)}`])
}

function choiceProblems(key: string, value: unknown, choices: readonly string[]): Problem[] {
  if (choices.some((choice) => choice === value)) return []
  return problemsOf(key, [`unknown ${key} ${show(value)}${hint(value, choices)}`])
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
  return row
    ? problemsIn(VALUE_TYPES[row.type], value)
    : [unknownSetting(group, name, SETTING_NAMES)]
}
