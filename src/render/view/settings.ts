import stringify from 'json-stringify-pretty-compact'
import {
  GRAPHQL_LIMITS,
  type Member,
  PASSWORD_VALIDATORS,
  RATE_LIMIT,
} from '../../settings/object-value-types.js'
import type { SettingGroup, SettingRow } from '../../settings/rows.js'
import { settingsJsonSchema } from '../../settings/schema.js'
import { defaultOf, rowsOf } from '../../settings/table.js'
import type { IdentityFields, Json, Settings, SettingsFile } from '../../settings/types.js'
import { VALUE_TYPES } from '../../settings/value-types.js'
import { bracketed, literal } from '../layout.js'

/** One setting, for tables and for the server's own check of its settings. */
export interface SettingView {
  name: string
  description: string
  /** As JSON. */
  default: string
  /** The property of a zod object that checks it. */
  code: string
}

const GROUPS = ['GRAPHQL_AUTH', 'GRAPHQL_JWT'] as const

/** The settings of both groups, and the part of the file that code follows from. */
export function settingsView(
  settings: Settings,
  file: SettingsFile,
  said: Readonly<Record<string, unknown>> = { ...file },
) {
  return {
    behaviour: byGroup((group) => settingViews(group, 'behaviour', settings)),
    shape: byGroup((group) => settingViews(group, 'shape', settings)),
    members: {
      rateLimit: RATE_LIMIT.map(memberView),
      graphqlLimits: GRAPHQL_LIMITS.map(memberView),
      passwordValidators: PASSWORD_VALIDATORS.map(memberView),
    },
    djangoDefaults: rowsOf('GRAPHQL_AUTH').flatMap(({ name, django }) =>
      django === undefined ? [] : [{ name, value: toLiteral(django) }],
    ),
    shapeLiteral: toLiteral(shapeOf(said)),
    file: stringify({ $schema: './.graphql-auth/settings.schema.json', ...file }),
    schema: stringify(settingsJsonSchema()),
  }
}

function byGroup(view: (group: SettingGroup) => SettingView[]) {
  return { GRAPHQL_AUTH: view('GRAPHQL_AUTH'), GRAPHQL_JWT: view('GRAPHQL_JWT') }
}

function settingViews(
  group: SettingGroup,
  kind: SettingRow['kind'],
  fields: IdentityFields,
): SettingView[] {
  return rowsOf(group).flatMap((row) => {
    if (!row.available || row.type === null || row.kind !== kind) return []
    const value = defaultOf(row, fields)
    const code = property(row.name, VALUE_TYPES[row.type].zod, value)
    return [{ name: row.name, description: row.description, default: JSON.stringify(value), code }]
  })
}

function memberView({ name, description, type, default: value }: Member): SettingView {
  const code = property(name, type.zod, value)
  return { name, description, default: JSON.stringify(value), code }
}

/** A property of a zod object. A chain of calls that does not fit on a line stands one call a line. */
function property(name: string, zod: string, usual: Json): string {
  // The members of an object have defaults of their own.
  const isObject = typeof usual === 'object' && usual !== null
  const chain = `${zod}.prefault(${toLiteral(isObject ? {} : usual)})`
  const line = `${name}: ${chain}`
  return line.length + 3 <= 100 ? line : `${name}: ${chain.replace(/\.(?=[a-z]+\()/g, '\n    .')}`
}

/** What of a settings file takes effect with `regenerate`, by path. */
function shapeOf({
  $schema: _,
  GRAPHQL_AUTH,
  GRAPHQL_JWT,
  ...rest
}: Readonly<Record<string, unknown>>): Record<string, Json> {
  const groups = { GRAPHQL_AUTH, GRAPHQL_JWT }
  const shapes = GROUPS.flatMap((group) => {
    const behaviour = rowsOf(group).filter((row) => row.kind === 'behaviour')
    return Object.entries(groups[group] ?? {})
      .filter(([name]) => !behaviour.some((row) => row.name === name))
      .map(([name, value]) => [`${group}.${name}`, value])
  })
  return JSON.parse(JSON.stringify({ ...rest, ...Object.fromEntries(shapes) }))
}

/** A JSON value as TypeScript, laid out as the formatter would behind what stands on its line. */
function toLiteral(value: Json, indent = 0, before = ''): string {
  if (value === null) return 'null'
  if (typeof value !== 'object') return literal(value)
  const inner = indent + 2
  if (Array.isArray(value)) {
    return bracketed(
      '[]',
      value.map((item) => toLiteral(item, inner)),
      { indent, before, after: ',' },
    )
  }
  const margin = ' '.repeat(inner)
  const lines = Object.entries(value).map(
    ([name, item]) => `${margin}${toKey(name)}: ${toLiteral(item, inner, `${toKey(name)}: `)},`,
  )
  return lines.length === 0 ? '{}' : ['{', ...lines, `${' '.repeat(indent)}}`].join('\n')
}

function toKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name)
}
