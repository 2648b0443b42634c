import type { Action, Conflict } from '../../regenerate/change.js'
import type { FileReport, MigrationReport, Report } from '../../regenerate/report.js'
import { jsonOf, linesOf } from '../terminal/printable.js'
import { tell, write } from '../terminal/streams.js'
import type { Request } from './regenerate-options.js'

/** What is said about a file, in a column of its own. */
const WORDS: Record<Action, string> = {
  create: 'created',
  update: 'updated',
  merge: 'merged',
  conflict: 'conflict',
  delete: 'deleted',
  restore: 'restored',
  keep: 'kept',
  move: 'moved',
  'stay-deleted': 'left deleted',
}
const COLUMN = 14

/** Tells what a run did, or would do: for people, or as JSON. */
export async function reportRegeneration(report: Report, { json }: Request): Promise<void> {
  if (!json) tell(...report.notes.map((note) => `note: ${note}`))
  await write(process.stdout, json ? jsonOf(report) : asText(report))
}

/** Tells which conflicts of an earlier run have to be resolved first. */
export async function reportUnresolved(
  conflicts: readonly Conflict[],
  { json }: Request,
): Promise<void> {
  const advice = 'nothing was changed; resolve these conflicts of an earlier run first'
  tell(`error: ${advice}`)
  const result = { version: 1, command: 'regenerate', conflicts }
  await write(process.stdout, json ? jsonOf(result) : linesOf(conflictLines(conflicts)))
}

function asText(report: Report): string {
  const { files, conflicts, migration, backup, next, dryRun } = report
  if (conflicts.length === 0 && files.every(({ action }) => isQuiet(action))) {
    return linesOf([...files.map(fileLine), 'Everything is up to date.'])
  }
  return linesOf([
    ...files.map(fileLine),
    ...(migration ? ['', ...migrationLines(migration)] : []),
    ...(conflicts.length > 0 ? ['', 'Conflicts:', ...conflictLines(conflicts)] : []),
    ...(backup === null
      ? []
      : ['', `Files that git does not track were copied to ${backup} first.`]),
    '',
    dryRun ? 'Nothing was written. Then:' : 'Next:',
    ...(conflicts.length > 0 ? ['  resolve the conflicts'] : []),
    ...next.map((step) => `  ${step}`),
  ])
}

function isQuiet(action: Action): boolean {
  return action === 'keep' || action === 'move' || action === 'stay-deleted'
}

function fileLine({ path, action, movedFrom, movedByYou, importsOnly }: FileReport): string {
  const from = movedFrom === undefined ? '' : ` (${movedByYou ? 'moved from' : 'was'} ${movedFrom})`
  const part = importsOnly && movedFrom === undefined ? ' (imports)' : ''
  return `${WORDS[action].padEnd(COLUMN)}${path}${from}${part}`
}

function migrationLines({ path, summary }: MigrationReport): string[] {
  return [`Migration ${path}:`, ...summary.map((line) => `  ${line}`)]
}

function conflictLines(conflicts: readonly Conflict[]): string[] {
  return conflicts.map(({ path, line, reason }) => `${path}:${line}  ${reason}`)
}
