import type { DiskFile } from './change.js'
import { type Decision, decide, type FileVersions } from './decide.js'

/** A file that is rendered under another path than last time. */
export interface Move extends FileVersions {
  from: string
  /** What lies at the old path. */
  before: DiskFile | undefined
}

/**
 * What happens to a file that got another name: the user's edits go along.
 *
 * At the new path there may be something already: the same file, where the user was faster than we,
 * or another one of the user's. Then the old one is left to the user.
 */
export function move({ from, before, ...versions }: Move): Decision {
  const { base, next, disk } = versions
  if (!before) return decide(versions)
  const moved = decide({ base, next, disk: before })
  const content = before.text === null ? null : (moved.writes[0]?.content ?? before.text)
  if (content === null || (disk && disk.text !== content)) {
    return decide({ base: undefined, next, disk })
  }
  return {
    ...moved,
    action: moved.action === 'keep' ? 'update' : moved.action,
    state: 'outdated',
    movedFrom: from,
    writes: disk ? [] : [{ path: next.path, content, mode: before.mode }],
    deletes: [from],
  }
}
