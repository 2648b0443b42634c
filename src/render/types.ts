import type { PackageManager } from '../model/package-manager.js'
import type { Settings, SettingsFile } from '../settings/types.js'

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

/** One file of the rendered project. */
export interface RenderedFile {
  /** Below the project, with `/` between folders. */
  path: string
  /** Stays the same when the path changes. */
  id: string
  /** Former paths of files that are a part of this one now. */
  absorbs?: readonly string[] | undefined
  kind: 'managed' | 'once' | 'append-only' | 'secret'
  content: string
  mode?: number
}
