import type { Project, RenderedFile } from '../render/types.js'
import type { Settings, SettingsFile } from '../settings/types.js'
import type { Base } from './base.js'
import type { Disk } from './change.js'
import type { Whereabouts } from './find-again.js'

/** The settings of a project, in the form of this generator. */
export interface ProjectSettings {
  settings: Settings
  file: SettingsFile
  /** What graphql-auth.json says, word for word; null where it is about to be written. */
  said: Record<string, unknown> | null
  /** The text of the file in the new form, where its form is an older one. */
  upgraded: string | null
  notes: readonly string[]
}

/** What earlier runs left in a project. */
export interface Former {
  /** Null where there is none that can be used. */
  base: Base | null
  /** The base as it lies there; null where it does not. */
  baseText: string | null
  /** Why the base cannot be used; null where it can. */
  baseProblem: string | null
  /** The migrations that lie where they are rendered. */
  present: readonly string[]
}

/** All that is known of a project before anything is decided about it. */
export interface ProjectState extends Former {
  settings: ProjectSettings
  /** The settings of the last run; null without a base. */
  before: Settings | null
  project: Project
  /** What is rendered from the settings now; new migrations where the others are. */
  next: readonly RenderedFile[]
  /** Where the owner has moved files of the base. */
  whereabouts: Whereabouts
  /** Where new migrations go. */
  home: string
  /** The migrations that are there. */
  migrations: readonly string[]
  /** Those of tables that are the owner's. */
  ownMigrations: readonly string[]
  disk: Disk
  /** Code of the owner's that imports what is rendered elsewhere now, or not at all. */
  own: Disk
  /** Why a path cannot be written or deleted, as the end of a line that begins with it. */
  obstacles: ReadonlyMap<string, string>
  /** An earlier run was killed, and is to be finished first. */
  isUnfinished: boolean
}
