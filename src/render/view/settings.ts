import stringify from 'json-stringify-pretty-compact'
import { settingsJsonSchema } from '../../settings/table/json-schema.js'
import type { SettingRow } from '../../settings/table/row.js'
import { defaultOf, rowsOf } from '../../settings/table/table.js'
import type { IdentityFields, Settings, SettingsFile } from '../../settings/types.js'
import type { SettingGroup } from '../../settings/values/file.js'
import type { Json } from '../../settings/values/json.js'
import { bracketed, literal } from '../layout.js'

/** One setting, for tables and for the server's own check of its settings. */
export interface SettingView {
  name: string
  description: string
  /** As JSON. */
  default: string
  /** The row of it in the server's table, where it takes effect at the next start. */
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
    djangoDefaults: rowsOf('GRAPHQL_AUTH').flatMap(({ name, django }) =>
      django === undefined ? [] : [{ name, value: toLiteral(django) }],
    ),
    shapeNames: byGroup((group) => shapeNames(group)),
    shapeLiteral: toLiteral(shapeOf(said)),
    file: stringify({ $schema: './.graphql-auth/settings.schema.json', ...file }),
    schema: stringify(settingsJsonSchema()),
  }
}

function byGroup<T>(view: (group: SettingGroup) => T) {
  return { GRAPHQL_AUTH: view('GRAPHQL_AUTH'), GRAPHQL_JWT: view('GRAPHQL_JWT') }
}

function settingViews(
  group: SettingGroup,
  kind: SettingRow['kind'],
  fields: IdentityFields,
): SettingView[] {
  return rowsOf(group)
    .filter((row) => row.kind === kind)
    .map((row) => {
      const { name, description, type } = row
      const value = defaultOf(row, fields)
      return {
        name,
        description,
        default: JSON.stringify(value),
        code: rowCode(name, type, value),
      }
    })
}

/** The names of the settings of a group that take effect with `regenerate`, as a list in code. */
function shapeNames(group: SettingGroup): string {
  const names = rowsOf(group).flatMap(({ name, kind }) => (kind === 'shape' ? literal(name) : []))
  return bracketed('[]', names, { before: `${group}: `, indent: 2, after: ',' })
}

/** A row of src/settings/behaviour.ts. */
function rowCode(name: string, type: string, usual: Json): string {
  // The members of an object have defaults of their own.
  const isObject = typeof usual === 'object' && usual !== null
  const before = `${name}: setting`
  const items = [literal(type), toLiteral(isObject ? {} : usual)]
  return before + bracketed('()', items, { before, indent: 2, after: ',' })
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
