import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { graphqlAuth, graphqlJwt } from './behaviour.js'
import { djangoDefaults } from './compatibility.js'
import { shape } from './shape.js'
import { StartError } from './start-error.js'
import { readTextFile } from './text-file.js'

const FILE = 'graphql-auth.json'

const settingsFile = z.looseObject({
  GRAPHQL_AUTH: z.looseObject({}).default({}),
  GRAPHQL_JWT: z.looseObject({}).default({}),
})

const compatibility = z.looseObject({ COMPATIBILITY: z.unknown().optional() })

/** The settings that take effect at the next start, with what COMPATIBILITY makes of them. */
export const behaviour = z.object({
  GRAPHQL_AUTH: z.preprocess(withDjangoDefaults, graphqlAuth),
  GRAPHQL_JWT: graphqlJwt,
})

/** What graphql-auth.json says and what it leaves to the defaults. Durations are in seconds. */
export type Settings = z.output<typeof behaviour>

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
  const file = check(settingsFile, parseJson(text))
  requireSameShape(file)
  return check(behaviour, file)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error)
    throw new StartError([`${FILE} is not valid JSON: ${reason}`])
  }
}

function check<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new StartError(result.error.issues.map((issue) => toLine(issue)))
}

/** Of a setting that may be one of several things, the last tells most. */
function toLine(issue: z.core.$ZodIssue, parent: PropertyKey[] = []): string {
  const path = [...parent, ...issue.path]
  const inner = issue.code === 'invalid_union' ? issue.errors.at(-1)?.at(0) : undefined
  if (inner) return toLine(inner, path)
  return [FILE, ...(path.length > 0 ? [path.join('.')] : []), issue.message].join(': ')
}

/** COMPATIBILITY changes what is usual, not what is said. */
function withDjangoDefaults(given: unknown): unknown {
  const { COMPATIBILITY } = compatibility.parse(given)
  return COMPATIBILITY === 'django' ? Object.assign({}, djangoDefaults, given) : given
}

/** Code that was made for other fields or another flavor must not run with these settings. */
function requireSameShape(file: z.output<typeof settingsFile>): void {
  const wanted = shapeOf(file)
  const names = new Set([...Object.keys(wanted), ...Object.keys(shape)])
  const changed = [...names].filter((name) => !isDeepStrictEqual(wanted[name], shape[name]))
  if (changed.length === 0) return
  throw new StartError([
    `${FILE} asks for other code than this (${changed.join(', ')} changed): ` +
      'run `npx create-graphql-auth regenerate`',
  ])
}

function shapeOf(file: z.output<typeof settingsFile>): Record<string, unknown> {
  const { $schema, GRAPHQL_AUTH, GRAPHQL_JWT, ...rest } = file
  return {
    ...rest,
    ...shapeSettings('GRAPHQL_AUTH', GRAPHQL_AUTH, graphqlAuth),
    ...shapeSettings('GRAPHQL_JWT', GRAPHQL_JWT, graphqlJwt),
  }
}

/** What a group holds beside the settings that take effect at the next start. */
function shapeSettings(
  group: string,
  values: Record<string, unknown>,
  behaviour: z.ZodObject,
): Record<string, unknown> {
  const entries = Object.entries(values).filter(([name]) => !(name in behaviour.shape))
  return Object.fromEntries(entries.map(([name, value]) => [`${group}.${name}`, value]))
}
