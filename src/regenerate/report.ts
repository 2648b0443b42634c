import { PACKAGE_MANAGERS } from '../model/package-manager.js'
import type { Project } from '../render/types.js'
import { isRecord } from '../settings/values/json.js'
import type { Action, Change, Conflict } from './change.js'

/** The form of the report; it grows when a program that reads it would have to change. */
const REPORT_VERSION = 1

/** What `regenerate` did, or would do: what `--json` prints. Documented in docs/regenerate.md. */
export interface Report {
  version: typeof REPORT_VERSION
  command: 'regenerate'
  dryRun: boolean
  directory: string
  /** Versions of the generator: of the last run, null where that is not known, and of this one. */
  generator: { before: string | null; now: string }
  /** What was noticed, one line each. */
  notes: readonly string[]
  /** Every file about which there is something to say, in the order of paths. */
  files: FileReport[]
  conflicts: Conflict[]
  migration: MigrationReport | null
  /** Where copies of what was changed are; null where git has it. */
  backup: string | null
  /** Command lines that come next. */
  next: string[]
}

export interface FileReport {
  path: string
  action: Action
  movedFrom?: string
  /** Whether its owner has moved it. */
  movedByYou?: true
  /** Whether it is their own, and nothing changes but from where it imports. */
  importsOnly?: true
}

export interface MigrationReport {
  path: string
  /** What it does, one line per change. */
  summary: readonly string[]
}

/** What a report is made from. */
export interface ReportInput extends Pick<Report, 'dryRun' | 'directory' | 'notes' | 'migration'> {
  project: Project
  before: string | null
  changes: readonly Change[]
}

/** The report of a run. Files that stay as they were rendered are not worth a word. */
export function makeReport(input: ReportInput): Report {
  const { project, before, changes, migration, ...rest } = input
  const told = changes.filter(({ action, state }) => action !== 'keep' || state === 'edited')
  return {
    version: REPORT_VERSION,
    command: 'regenerate',
    ...rest,
    generator: { before, now: project.generatorVersion },
    files: told.map(fileReport),
    conflicts: changes.flatMap(({ conflicts }) => conflicts),
    migration,
    backup: null,
    next: nextSteps(project, changes),
  }
}

function fileReport({ path, action, movedFrom, renderedAt, isOnlyImports }: Change): FileReport {
  if (renderedAt !== undefined) return { path, action, movedFrom: renderedAt, movedByYou: true }
  return {
    ...{ path, action },
    ...(movedFrom !== undefined && { movedFrom }),
    ...(isOnlyImports && { importsOnly: true }),
  }
}

function nextSteps(project: Project, changes: readonly Change[]): string[] {
  const { install, run } = PACKAGE_MANAGERS[project.packageManager]
  const written = changes.flatMap(({ writes, deletes }) => [
    ...writes.map(({ path }) => path),
    ...deletes,
  ])
  if (written.length === 0) return []
  const migrates = changes.some(({ kind, action }) => kind === 'append-only' && action === 'create')
  return [
    ...(written.includes('package.json') ? [install] : []),
    ...(migrates ? [`${run} migrate`] : []),
    `${run} typecheck`,
    `${run} test`,
  ]
}

/** A report with what turned out to be otherwise than planned. */
export function withConflicts(report: Report, conflicts: readonly Conflict[]): Report {
  const paths = new Set(conflicts.map(({ path }) => path))
  return {
    ...report,
    files: report.files.map((file) =>
      paths.has(file.path) ? { ...file, action: 'conflict' } : file,
    ),
    conflicts: [...report.conflicts, ...conflicts],
  }
}

/** What two runs did, one right after the other. */
export function joined(earlier: Report, later: Report): Report {
  const paths = new Set(later.files.map(({ path }) => path))
  return {
    ...later,
    generator: { before: earlier.generator.before, now: later.generator.now },
    notes: [...earlier.notes, ...later.notes],
    files: [...earlier.files.filter(({ path }) => !paths.has(path)), ...later.files],
    conflicts: [...earlier.conflicts, ...later.conflicts],
    migration: later.migration ?? earlier.migration,
    backup: later.backup ?? earlier.backup,
    next: [...new Set([...earlier.next, ...later.next])],
  }
}

/** The report in the journal of an earlier run; null where another version wrote it. */
export function readReport(value: unknown): Report | null {
  return isReport(value) ? value : null
}

function isReport(value: unknown): value is Report {
  if (!isRecord(value) || value.version !== REPORT_VERSION) return false
  const { command, generator, notes, files, conflicts, next } = value
  const lists = [notes, files, conflicts, next]
  return command === 'regenerate' && isRecord(generator) && lists.every(Array.isArray)
}

/** Whether a run has anything to write but the base. */
export function changesFiles(changes: readonly Change[]): boolean {
  return changes.some(({ writes, deletes }) => writes.length + deletes.length > 0)
}
