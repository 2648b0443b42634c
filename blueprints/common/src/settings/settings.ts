import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { StartError } from '../errors/start-error.js'
import { readTextFile } from '../process/project-files.js'
import { djangoDefaults, graphqlAuth, graphqlJwt } from './behaviour.js'
import { shape, shapeNames } from './shape.js'
import {
  depthProblems,
  KEYS,
  type SettingGroup,
  unknownKey,
  unknownSetting,
  unwritableProblems,
  withoutEffect,
} from './values/file.js'
import { isRecord, show } from './values/json.js'
import { type Problem, problemLine, problemsOf } from './values/messages.js'
import { isNameOf, type Members, problemsIn, type ValuesOf, valuesOf } from './values/value-type.js'

const FILE = 'graphql-auth.json'

/** The settings of graphql-auth.json, completed with the defaults. Durations are in seconds. */
export interface Settings {
  GRAPHQL_AUTH: ValuesOf<typeof graphqlAuth>
  GRAPHQL_JWT: ValuesOf<typeof graphqlJwt>
}

/** Settings that take effect at the next start, as graphql-auth.json may say them. */
export interface GivenSettings {
  GRAPHQL_AUTH?: { [Name in keyof typeof graphqlAuth]?: unknown }
  GRAPHQL_JWT?: { [Name in keyof typeof graphqlJwt]?: unknown }
}

type File = Readonly<Record<string, unknown>>

const GROUPS: Readonly<Record<SettingGroup, Members<Record<string, unknown>>>> = {
  GRAPHQL_AUTH: graphqlAuth,
  GRAPHQL_JWT: graphqlJwt,
}

const NAMES = {
  GRAPHQL_AUTH: [...Object.keys(graphqlAuth), ...shapeNames.GRAPHQL_AUTH],
  GRAPHQL_JWT: [...Object.keys(graphqlJwt), ...shapeNames.GRAPHQL_JWT],
}

/**
 * Reads the settings of the project.
 *
 * @throws StartError when something in the file is wrong, or when it asks for other code than this
 */
export function loadSettings(projectFolder: string): Settings {
  return parseSettings(readTextFile(join(projectFolder, FILE), FILE))
}

/** @throws StartError with one line for each thing that is wrong */
export function parseSettings(text: string): Settings {
  const file = parseJson(text)
  if (!isRecord(file)) {
    throw new StartError([`${FILE}: the settings must be a JSON object, not ${show(file)}`])
  }
  requireNone([...fileProblems(file), ...shapeProblems(file)])
  return read(file)
}

/**
 * What the settings are where nothing else is said than this.
 *
 * @throws StartError with one line for each thing that is wrong
 */
export function settingsOf(given: GivenSettings): Settings {
  const file = { ...given }
  requireNone(fileProblems(file))
  return read(file)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error)
    throw new StartError([`${FILE} is not valid JSON: ${reason}`])
  }
}

function requireNone(lines: readonly string[]): void {
  if (lines.length > 0) throw new StartError([...new Set(lines)])
}

function fileProblems(file: File): string[] {
  const tooDeep = depthProblems(file)
  const problems =
    tooDeep.length > 0 ? tooDeep : [...keyProblems(file), ...unwritableProblems(file)]
  const isReadable = !tooDeep.some(({ key }) => key === 'GRAPHQL_AUTH')
  const all = [...problems, ...(isReadable ? contradictions(file) : [])]
  return all.map((problem) => `${FILE}: ${problemLine(problem)}`)
}

function keyProblems(file: File): Problem[] {
  return Object.entries(file).flatMap(([key, value]) => {
    if (isNameOf(GROUPS, key)) return groupProblems(key, value)
    return problemsOf(key, KEYS.some((known) => known === key) ? [] : [unknownKey(key, NAMES)])
  })
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
  const member = Object.hasOwn(GROUPS[group], name) ? GROUPS[group][name] : undefined
  if (member) return problemsIn(member.type, value)
  return NAMES[group].includes(name) ? [] : [unknownSetting(group, name, NAMES)]
}

function contradictions(file: File): Problem[] {
  return withoutEffect({
    SEND_PASSWORD_SET_EMAIL: groupOf(file, 'GRAPHQL_AUTH').SEND_PASSWORD_SET_EMAIL === true,
    ALLOW_PASSWORDLESS_REGISTRATION: shape['GRAPHQL_AUTH.ALLOW_PASSWORDLESS_REGISTRATION'] === true,
  })
}

/** COMPATIBILITY changes defaults, not given values. */
function read(file: File): Settings {
  const given = groupOf(file, 'GRAPHQL_AUTH')
  const usual = given.COMPATIBILITY === 'django' ? djangoDefaults : {}
  return {
    GRAPHQL_AUTH: valuesOf(graphqlAuth, { ...usual, ...given }),
    GRAPHQL_JWT: valuesOf(graphqlJwt, groupOf(file, 'GRAPHQL_JWT')),
  }
}

function groupOf(file: File, group: SettingGroup): File {
  const values = file[group]
  return isRecord(values) ? values : {}
}

/** Code that was made for other fields or another flavor must not run with these settings. */
function shapeProblems(file: File): string[] {
  const wanted = shapeOf(file)
  const names = new Set([...Object.keys(wanted), ...Object.keys(shape)])
  const changed = [...names].filter((name) => !isDeepStrictEqual(wanted[name], shape[name]))
  if (changed.length === 0) return []
  return [
    `${FILE} does not match the generated code (${changed.join(', ')} changed): ` +
      'run `npx create-graphql-auth regenerate`',
  ]
}

function shapeOf(file: File): Record<string, unknown> {
  const keys = KEYS.filter((key) => key !== '$schema' && !isNameOf(GROUPS, key))
  return Object.fromEntries([
    ...keys.flatMap((key) => (Object.hasOwn(file, key) ? [[key, file[key]]] : [])),
    ...shapeSettings(file, 'GRAPHQL_AUTH'),
    ...shapeSettings(file, 'GRAPHQL_JWT'),
  ])
}

/** The settings of a group that shape the code, by path. */
function shapeSettings(file: File, group: SettingGroup): [string, unknown][] {
  return Object.entries(groupOf(file, group))
    .filter(([name]) => shapeNames[group].includes(name))
    .map(([name, value]) => [`${group}.${name}`, value])
}
