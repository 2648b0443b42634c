import type { PackageManager } from '../model/package-manager.js'
import type { Settings, SettingsFile } from '../settings/types.js'
import { checkFiles } from './checks.js'
import { fill, readVerbatim } from './engine.js'
import { type Entry, manifest } from './manifest.js'
import { makeView, type View } from './view.js'

/** One file of the rendered project. */
export interface RenderedFile {
  /** Below the project, with `/` between folders. */
  path: string
  /** Stays the same when the path changes. */
  id: string
  kind: 'managed' | 'once' | 'append-only' | 'secret'
  content: string
  mode?: number
}

/** All that a project is rendered from. */
export interface Project {
  name: string
  packageManager: PackageManager
  settings: Settings
  settingsFile: SettingsFile
  /** What a file says that is there already, word for word: it may leave out what is usual. */
  settingsSaid?: Record<string, unknown>
  /** At least 32 random bytes, as text. */
  secretKey: string
  /** When the project was created: the timestamp of its first migration. */
  createdAt: Date
  /** The command line that repeats this run. */
  command: string
  generatorVersion: string
}

/**
 * The files of a project. The same project gives the same bytes.
 *
 * @throws Error for mistakes in blueprints, never for something that a user wrote
 */
export function render(project: Project): RenderedFile[] {
  const view = makeView(project)
  const files = manifest(view).map((entry) => renderEntry(entry, view))
  checkFiles(files, project)
  return files
}

function renderEntry(entry: Entry, view: View): RenderedFile {
  const { path, id, kind, mode } = entry
  const content =
    entry.delimiter === null
      ? readVerbatim(entry.from)
      : fill({ path: entry.from, delimiter: entry.delimiter }, view)
  return { path, id, kind, content, ...(mode !== undefined && { mode }) }
}
