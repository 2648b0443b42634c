import type { PackageManager } from '../model/package-manager.js'
import type { Project, RenderedFile } from '../render/types.js'
import { SETTINGS_VERSION } from '../settings/read/upgrade.js'
import type { SettingsFile } from '../settings/types.js'

/** Where the base lies in a project; a POSIX path, like those of rendered files. */
export const BASE_PATH = '.graphql-auth/base.json'

/** The form of the base. A later generator that changes it must go on reading this one. */
export const BASE_VERSION = 2

/** What the base remembers of one file. */
export interface BaseEntry {
  id: string
  kind: Exclude<RenderedFile['kind'], 'secret'>
  /** As it was rendered; only of managed files, since nothing else is ever merged. */
  content?: string
  /** Where the owner has moved it; null where they said that they have deleted it. */
  place?: string | null
}

/** What of a project is neither in its settings nor in its files. */
export interface BaseOptions {
  name: string
  packageManager: PackageManager
  /** The command line that repeats the creation. */
  command: string
}

/** What the last run rendered, and from what: the common ancestor of every merge. */
export interface Base {
  /** The version of the generator. */
  generator: string
  settingsVersion: number
  options: BaseOptions
  settings: Record<string, unknown>
  files: ReadonlyMap<string, BaseEntry>
}

/**
 * The base of a run.
 *
 * @param project what was rendered
 * @param files every path that later runs have to know, with what was rendered there
 */
export function baseOf(
  { generatorVersion, name, packageManager, command, settingsFile }: Project,
  files: ReadonlyMap<string, BaseEntry>,
): Base {
  return {
    generator: generatorVersion,
    settingsVersion: SETTINGS_VERSION,
    options: { name, packageManager, command },
    settings: settingsRecord(settingsFile),
    files,
  }
}

/**
 * What the base remembers of rendered files.
 *
 * Secrets are left out whole, since the base is committed.
 *
 * @param owned those of which the user had one before: they are the user's from the start
 */
export function baseEntries(
  files: readonly RenderedFile[],
  owned: readonly RenderedFile[] = [],
): Map<string, BaseEntry> {
  return new Map(
    files.flatMap((file): [string, BaseEntry][] => {
      const entry = owned.includes(file) ? ownedEntry(file) : baseEntry(file)
      return entry === null ? [] : [[file.path, entry]]
    }),
  )
}

/** What the base remembers of one rendered file; null for a secret. */
export function baseEntry({ id, kind, content }: RenderedFile): BaseEntry | null {
  if (kind === 'secret') return null
  return kind === 'managed' ? { id, kind, content } : { id, kind }
}

function ownedEntry({ id }: RenderedFile): BaseEntry {
  return { id, kind: 'once' }
}

/** A base as it is written: paths sorted, so that a diff of two of them can be read. */
export function baseText({ generator, settingsVersion, options, settings, files }: Base): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const content = {
    version: BASE_VERSION,
    generator,
    settingsVersion,
    options,
    settings,
    files: Object.fromEntries(sorted),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

/** The base as a file of a project. */
export function baseFile(base: Base): RenderedFile {
  return { path: BASE_PATH, id: BASE_PATH, kind: 'managed', content: baseText(base) }
}

/** The settings as JSON holds them. */
function settingsRecord(file: SettingsFile): Record<string, unknown> {
  return { ...file }
}
