/** What the owner of a project asks for, as far as the changes of files depend on it. */
export interface Wishes {
  /** Old names of fields to new ones. */
  renames: ReadonlyMap<string, string>
  /** Columns may be dropped, narrowed or made unique. */
  allowDestructive: boolean
  /** Paths of deleted files that are to be brought back. */
  restored: readonly string[]
  /** Where files of the project have been moved, by their paths of before. */
  moved: ReadonlyMap<string, string>
  /** Paths of files that are to stay deleted. */
  deleted: readonly string[]
}

/** For a look at what would change: nothing is written, so nothing need be allowed. */
export const LOOK_ONLY: Wishes = {
  renames: new Map(),
  allowDestructive: true,
  restored: [],
  moved: new Map(),
  deleted: [],
}
