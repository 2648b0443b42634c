import { toCamelCase } from '../names.js'
import { mutationName, queryNames, STAFF_MUTATIONS } from '../table/operation-names.js'
import type { SettingRow } from '../table/row.js'
import { defaultOf, rowsOf } from '../table/table.js'
import { isTextList } from '../text-list.js'
import {
  ARGUMENT_TYPES,
  type Arguments,
  type ArgumentType,
  type IdentityFields,
  LOOKUPS,
  type Lookup,
} from '../types.js'
import type { SettingGroup } from '../values/file.js'
import { isRecord } from '../values/json.js'

/** Readers of one group: each gives a setting, or its default, in its resolved form. */
export interface Readers {
  flag(name: string): boolean
  text(name: string): string
  textOrNull(name: string): string | null
  textOrFalse(name: string): string | false
  fields(name: string): string[]
  arguments(name: string): Arguments
  lookups(name: string): Record<string, Lookup[]>
  mutations(name: string): string[]
  staffMutations(name: string): string[]
  queries(name: string): string[]
}

/**
 * Readers of the values of a group.
 *
 * @param given the values of the settings file; those that are not valid must have been left out
 * @returns readers that throw when a value has not the form that its row of the table promises
 */
export function readersOf(
  group: SettingGroup,
  given: Readonly<Record<string, unknown>>,
  identity: IdentityFields,
): Readers {
  const rows = new Map<string, SettingRow>(rowsOf(group).map((row) => [row.name, row]))
  const value = (name: string): unknown => {
    const row = rows.get(name)
    if (!row) throw new Error(`${group}.${name} has no row in the table of settings`)
    return Object.hasOwn(given, name) ? given[name] : defaultOf(row, identity)
  }
  const reader =
    <T>(read: (value: unknown) => T | undefined) =>
    (name: string): T => {
      const result = read(value(name))
      if (result === undefined) throw new Error(`${group}.${name} was not checked`)
      return result
    }
  return {
    flag: reader((raw) => (typeof raw === 'boolean' ? raw : undefined)),
    text: reader((raw) => (typeof raw === 'string' ? raw : undefined)),
    textOrNull: reader((raw) => (raw === null || typeof raw === 'string' ? raw : undefined)),
    textOrFalse: reader((raw) => (raw === false || typeof raw === 'string' ? raw : undefined)),
    fields: reader((raw) => (isTextList(raw) ? raw.map(toCamelCase) : undefined)),
    arguments: reader(readArguments),
    lookups: reader(readLookups),
    queries: reader((raw) => (isTextList(raw) ? unique(raw.flatMap(queryNames)) : undefined)),
    staffMutations: reader(readStaffMutations),
    mutations: reader((raw) => (isTextList(raw) ? unique(raw.map(mutationName)) : undefined)),
  }
}

function unique(names: string[]): string[] {
  return [...new Set(names)]
}

/** In the order of the schema, whatever the order of the list. */
function readStaffMutations(raw: unknown): string[] | undefined {
  if (typeof raw === 'boolean') return raw ? [...STAFF_MUTATIONS] : []
  return isTextList(raw) ? STAFF_MUTATIONS.filter((name) => raw.includes(name)) : undefined
}

function readArguments(raw: unknown): Arguments | undefined {
  if (isTextList(raw)) return Object.fromEntries(raw.map(stringArgument))
  return isRecord(raw) ? Object.fromEntries(Object.entries(raw).map(readArgument)) : undefined
}

function stringArgument(name: string): [string, ArgumentType] {
  return [toCamelCase(name), 'String']
}

function readArgument([name, type]: [string, unknown]): [string, ArgumentType] {
  return [toCamelCase(name), ARGUMENT_TYPES.find((known) => known === type) ?? 'String']
}

function readLookups(raw: unknown): Record<string, Lookup[]> | undefined {
  if (!isRecord(raw)) return undefined
  const entries = Object.entries(raw).map(([path, lookups]): [string, Lookup[]] => [
    path.split('.').map(toCamelCase).join('.'),
    isTextList(lookups) ? LOOKUPS.filter((lookup) => lookups.includes(lookup)) : [],
  ])
  return Object.fromEntries(entries)
}
