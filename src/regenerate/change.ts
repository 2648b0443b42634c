import type { RenderedFile } from '../render/types.js'
import type { BaseEntry } from './base.js'

/** What happens to a file. `keep`, `move` (by its owner) and `stay-deleted` write nothing. */
export type Action =
  | 'create'
  | 'update'
  | 'merge'
  | 'conflict'
  | 'delete'
  | 'restore'
  | 'keep'
  | 'move'
  | 'stay-deleted'

/** How a file stands to what was rendered last time and to what is rendered now; `missing` also before it is made. */
export type State = 'clean' | 'edited' | 'missing' | 'outdated' | 'conflicted'

/** A place that the user has to look at. */
export interface Conflict {
  path: string
  /** From 1. */
  line: number
  reason: string
}

/** One file to be written. */
export interface Write {
  path: string
  /** As it goes to the disk, with the user's line endings. */
  content: string
  /** Permission bits; those of new files otherwise. */
  mode?: number
}

/** What a regeneration does about one file. */
export interface Change {
  /** Where it lies, or would. */
  path: string
  /** Under which path it is rendered, where its owner has moved it. */
  renderedAt?: string
  kind: RenderedFile['kind']
  action: Action
  state: State
  /** Where the file was before it got another name. */
  movedFrom?: string
  /** A file of the owner's in which nothing changes but from where it imports. */
  isOnlyImports?: true
  writes: Write[]
  deletes: string[]
  conflicts: Conflict[]
  /** What the next base remembers; null for what it must not know. */
  entry: BaseEntry | null
}

/** A file of the project as it is on disk. */
export interface DiskFile {
  /** Null for a binary file. */
  text: string | null
  /** Permission bits. */
  mode: number
}

/** The files on disk by path; what is not there is absent. */
export type Disk = ReadonlyMap<string, DiskFile>
