import { compareProject, type Regeneration } from '../../project/compare/compare-project.js'
import { findProject } from '../../project/read/find-project.js'
import type { Action, Change, State } from '../../regenerate/change.js'
import { lossNotes } from '../../regenerate/plan-changes.js'
import { LOOK_ONLY } from '../../regenerate/wishes.js'
import { EXIT } from '../exit-codes.js'
import { jsonOf, linesOf } from '../terminal/printable.js'
import { tell, write } from '../terminal/streams.js'
import type { StatusOptions } from './status-options.js'

interface FileStatus {
  path: string
  state: State
  /** Where it is rendered, when its owner has moved it. */
  movedFrom?: string
}

/** What `status --json` prints. */
interface Status {
  version: 1
  command: 'status'
  directory: string
  /** Whether regenerate has something to do, or has left conflicts. */
  drift: boolean
  notes: string[]
  files: FileStatus[]
}

const COLUMN = 12

/** What changes nothing. */
const QUIET: readonly Action[] = ['keep', 'move', 'stay-deleted']

/**
 * `create-graphql-auth status [directory]`: how each file stands to what would be rendered.
 *
 * @returns the exit code
 */
export async function status(directory: string, { check, json }: StatusOptions): Promise<number> {
  const found = statusOf(await compareProject(await findProject(directory), LOOK_ONLY, null))
  if (!json) tell(...found.notes.map((note) => `note: ${note}`))
  await write(process.stdout, json ? jsonOf(found) : asText(found))
  return check && found.drift ? EXIT.drift.code : EXIT.done.code
}

function statusOf(regeneration: Regeneration): Status {
  const { changes, unresolved, place, notes, migration, isUnfinished } = regeneration
  const conflicted = new Set(unresolved.map(({ path }) => path))
  return {
    version: 1,
    command: 'status',
    directory: place.root,
    drift: isUnfinished || conflicted.size > 0 || changes.some(isDrift),
    notes: [...notes, ...migration.problems, ...lossNotes(changes)],
    files: changes.map(({ path, state, renderedAt }) => ({
      path,
      state: conflicted.has(path) ? 'conflicted' : state,
      ...(renderedAt !== undefined && { movedFrom: renderedAt }),
    })),
  }
}

/** A secret is not committed: where nothing but the repository is, as in CI, it is always missing. */
function isDrift({ kind, action }: Change): boolean {
  const isMissingSecret = kind === 'secret' && action === 'create'
  return !isMissingSecret && !QUIET.includes(action)
}

function asText({ files, drift }: Status): string {
  const worthAWord = files.filter(({ state }) => state !== 'clean')
  const clean = files.length - worthAWord.length
  return linesOf([
    ...worthAWord.map(({ path, state }) => `${state.padEnd(COLUMN)}${path}`),
    `${clean} of ${files.length} files are clean.`,
    drift ? 'Run create-graphql-auth regenerate.' : 'Everything is up to date.',
  ])
}
