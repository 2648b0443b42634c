import { packageManagerNamed } from '../model/package-manager.js'
import { isPackageName } from '../model/package-name.js'
import { SETTINGS_VERSION } from '../settings/read/upgrade.js'
import { isRecord } from '../settings/values/json.js'
import { BASE_PATH, BASE_VERSION, type Base, type BaseEntry, type BaseOptions } from './base.js'
import { isPathOfBase } from './paths.js'
import { isOrdinary } from './text.js'
import { isNewer, isVersion } from './versions.js'

/**
 * What a base.json says.
 *
 * `unusable` means that the project has to do without: nothing of it is overwritten then. `refused`
 * means that going on would do harm.
 */
export type BaseReading =
  | { status: 'read'; base: Base }
  | { status: 'unusable'; reason: string }
  | { status: 'refused'; reason: string }

const KINDS = ['managed', 'once', 'append-only'] as const

/**
 * Reads a base. Anyone may have edited it, or merged it badly: nothing in it is believed unseen.
 *
 * @param text null where there is no such file
 * @param generatorVersion the version that runs
 */
export function readBase(text: string | null, generatorVersion: string): BaseReading {
  if (text === null) return unusable(`${BASE_PATH} is missing`)
  const content = parse(text)
  if (!isRecord(content)) return unusable(`${BASE_PATH} cannot be read`)
  const { version, generator, settingsVersion, options, settings, files } = content
  if (isTooNew(version, BASE_VERSION) || isTooNew(settingsVersion, SETTINGS_VERSION)) {
    return tooNew(generator)
  }
  if (isVersion(generator) && isNewer(generator, generatorVersion)) return tooNew(generator)
  const isWhole = [version, settingsVersion].every(isNumberOfForm) && isVersion(generator)
  if (!isWhole || !isRecord(files) || !isRecord(settings)) {
    return unusable(`${BASE_PATH} is incomplete`)
  }
  const paths = Object.keys(files)
  const outside = [...paths, ...placesIn(files)].find((path) => !isPathOfBase(path)) ?? twin(paths)
  if (outside !== undefined) {
    const reason = `${BASE_PATH} names ${JSON.stringify(outside)}, which cannot be a file of a project`
    return { status: 'refused', reason: `${reason}; restore it, for example from git` }
  }
  const entries = readEntries(files)
  const known = readOptions(options)
  if (!entries || !known) return unusable(`${BASE_PATH} is incomplete`)
  const base = {
    generator,
    settings,
    options: known,
    files: entries,
    settingsVersion: typeof settingsVersion === 'number' ? settingsVersion : SETTINGS_VERSION,
  }
  return { status: 'read', base }
}

/** A path that names the same file as another one where case does not count. */
function twin(paths: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return paths.find((path) => seen.size === seen.add(path.toLowerCase()).size)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

/** Twenty times as many as a project has. */
const MOST_FILES = 5_000

function readEntries(files: Record<string, unknown>): Map<string, BaseEntry> | null {
  if (Object.keys(files).length > MOST_FILES) return null
  const entries = Object.entries(files).map(([path, entry]): [string, BaseEntry | null] => [
    path,
    readEntry(entry),
  ])
  const sound = entries.flatMap(([path, entry]): [string, BaseEntry][] =>
    entry === null ? [] : [[path, entry]],
  )
  return sound.length === entries.length ? new Map(sound) : null
}

function readEntry(entry: unknown): BaseEntry | null {
  if (!isRecord(entry) || typeof entry.id !== 'string') return null
  const kind = KINDS.find((known) => known === entry.kind)
  if (kind === undefined) return null
  if (kind !== 'managed') return { id: entry.id, kind }
  const { content, place } = entry
  if (typeof content !== 'string' || !isOrdinary(content)) return null
  const isKnown = typeof place === 'string' || place === null
  return { id: entry.id, kind, content, ...(isKnown && { place }) }
}

/** Where files lie that their owner has moved. */
function placesIn(files: Record<string, unknown>): string[] {
  return Object.values(files).flatMap((entry) =>
    isRecord(entry) && typeof entry.place === 'string' ? [entry.place] : [],
  )
}

function readOptions(options: unknown): BaseOptions | null {
  if (!isRecord(options)) return null
  const { name, packageManager, command } = options
  const manager = typeof packageManager === 'string' ? packageManagerNamed(packageManager) : null
  if (!isPackageName(name) || !isCommandLine(command) || manager === null) return null
  return { name, packageManager: manager, command }
}

/** Whether a text can be the line of the README that makes the project again. */
export function isCommandLine(command: unknown): command is string {
  return typeof command === 'string' && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(command)
}

/** The first bases had none. */
function isNumberOfForm(version: unknown): boolean {
  return version === undefined || (Number.isInteger(version) && Number(version) > 0)
}

function isTooNew(version: unknown, newest: number): boolean {
  return typeof version === 'number' && version > newest
}

function tooNew(generator: unknown): BaseReading {
  const [which, wanted] = isVersion(generator)
    ? [`version ${generator}, which is newer than this one`, `${generator} or newer`]
    : ['a newer version', 'latest']
  const reason = `this project was rendered by ${which}; run create-graphql-auth@${wanted}`
  return { status: 'refused', reason }
}

function unusable(reason: string): BaseReading {
  return { status: 'unusable', reason }
}
