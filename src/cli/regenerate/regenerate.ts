import { Failure } from '../../failure.js'
import { carryOut } from '../../project/change/apply.js'
import { backUp } from '../../project/change/backup.js'
import {
  discardUnfinished,
  type Journal,
  prepare,
  readJournal,
} from '../../project/change/journal.js'
import { withLock } from '../../project/change/lock.js'
import { treeState, unknownToGit } from '../../project/change/tree-state.js'
import type { YesOrNo } from '../../project/compare/ask-renames.js'
import { compareProject, type Regeneration } from '../../project/compare/compare-project.js'
import { findProject, type ProjectPlace } from '../../project/read/find-project.js'
import { readDisk } from '../../project/read/read-disk.js'
import { tellingFaults } from '../../project/system/fault.js'
import { BASE_PATH } from '../../regenerate/base.js'
import type { Change } from '../../regenerate/change.js'
import { BESIDE } from '../../regenerate/decide.js'
import {
  changesFiles,
  joined,
  makeReport,
  type Report,
  readReport,
  withConflicts,
} from '../../regenerate/report.js'
import { EXIT } from '../exit-codes.js'
import { canAsk } from '../terminal/streams.js'
import { type RegenerateOptions, type Request, readRequest } from './regenerate-options.js'
import { reportRegeneration, reportUnresolved } from './report-regeneration.js'

/**
 * `create-graphql-auth regenerate [directory]`: brings a project up to date with its settings.
 *
 * @returns the exit code
 * @throws Failure where nothing may be done
 */
export async function regenerate(
  directory: string,
  options: RegenerateOptions,
  signal: AbortSignal,
): Promise<number> {
  const request = readRequest(options, canAsk() ? yesOrNo(signal) : null)
  const place = await findProject(directory)
  if (request.dryRun)
    return await rehearse(await compareProject(place, request, request.ask), request)
  return await tellingFaults(
    () => withLock(place.root, () => bringUpToDate(place, request, signal)),
    (reason) => `cannot regenerate ${directory}: ${reason}; nothing was changed`,
    place.root,
  )
}

/** Loaded only when there is something to ask. */
function yesOrNo(signal: AbortSignal): YesOrNo {
  return async (question) => {
    const { createAsker } = await import('../terminal/asker.js')
    return await (await createAsker(signal)).yesOrNo(question, true)
  }
}

async function bringUpToDate(
  place: ProjectPlace,
  request: Request,
  signal: AbortSignal,
): Promise<number> {
  const earlier = await finishEarlierRun(place.root)
  try {
    const regeneration = await compareProject(place, request, request.ask)
    const isSettled = regeneration.unresolved.length > 0 || !hasWork(regeneration)
    if (earlier && isSettled) return await tell(earlier, request)
    return await perform(regeneration, earlier, request, signal)
  } catch (error) {
    // Whatever comes now, the earlier run has changed files.
    if (earlier) await tell(earlier, request)
    throw error
  }
}

/** A run that was killed when its journal was there comes to its end now. */
async function finishEarlierRun(root: string): Promise<Report | null> {
  const journal = await readJournal(root)
  if (!journal) {
    await discardUnfinished(root)
    return null
  }
  refuseWaysOut(root, journal)
  const conflicts = await carryOut(root, journal)
  const report = readReport(journal.report)
  if (!report) return null
  const notes = ['an earlier run was interrupted; this is what it did', ...report.notes]
  return withConflicts({ ...report, notes }, conflicts)
}

/** Links may have been put there since. */
function refuseWaysOut(root: string, { deletes, writes }: Journal): void {
  const paths = [...deletes, ...writes].flatMap(({ path }) => [path, path + BESIDE])
  const { obstacles } = readDisk(root, paths)
  const [first] = obstacles
  if (first) throw new Failure('refused', [`${first.join(' ')}; nothing was written`])
}

async function rehearse(regeneration: Regeneration, request: Request): Promise<number> {
  if (regeneration.unresolved.length > 0) return await refuseUnresolved(regeneration, request)
  refuseMigration(regeneration)
  refuseObstacles(regeneration)
  await reportRegeneration(reportOf(regeneration, request), request)
  return EXIT.done.code
}

async function perform(
  regeneration: Regeneration,
  earlier: Report | null,
  request: Request,
  signal: AbortSignal,
): Promise<number> {
  if (regeneration.unresolved.length > 0) return await refuseUnresolved(regeneration, request)
  refuseMigration(regeneration)
  refuseObstacles(regeneration)
  const report = reportOf(regeneration, request)
  if (!hasWork(regeneration)) return await tell(report, request)
  const backup = await protect(regeneration, request, signal)
  const written = await write(regeneration, { ...report, backup }, signal)
  return await tell(earlier ? joined(earlier, written) : written, request)
}

async function write(
  regeneration: Regeneration,
  report: Report,
  signal: AbortSignal,
): Promise<Report> {
  const { changes, nextBase, place, disk } = regeneration
  const writes = changes.flatMap((change) => change.writes)
  const deletes = changes.flatMap((change) => change.deletes)
  const base = { path: BASE_PATH, content: nextBase }
  const work = { deletes, writes: [...writes, base], report, disk }
  const journal = await prepare(place.root, work, signal)
  return withConflicts(report, await carryOut(place.root, journal))
}

/** Sees to it that what changes can be had back: from git, or from copies. @returns their folder */
async function protect(
  { changes, place }: Regeneration,
  request: Request,
  signal: AbortSignal,
): Promise<string | null> {
  if (!changesFiles(changes)) return null
  const tree = await treeState(place.root, signal)
  const isDirty = tree !== 'unprotected' && tree.changed.length > 0
  if (isDirty && !request.allowDirty) throw dirty(tree.changed)
  const touched = [BASE_PATH, ...changes.filter(({ kind }) => kind !== 'secret').flatMap(pathsOf)]
  const isSafe = tree !== 'unprotected' && !isDirty
  const endangered = isSafe ? await unknownToGit(place.root, touched, signal) : touched
  return await backUp(place.root, endangered, new Date())
}

/** The files that a change writes or deletes. */
function pathsOf({ writes, deletes }: Change): string[] {
  return [...writes.map(({ path }) => path), ...deletes]
}

const MOST_LISTED = 5

function dirty(changed: readonly string[]): Failure {
  const more = changed.length - MOST_LISTED
  const list = changed.slice(0, MOST_LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '')
  const advice = 'commit or stash them, or repeat with --allow-dirty'
  return new Failure('refused', [`there are uncommitted changes: ${list}; ${advice}`])
}

function refuseMigration({ migration }: Regeneration): void {
  if (migration.problems.length > 0) throw new Failure('refused', migration.problems)
}

function refuseObstacles({ changes, obstacles }: Regeneration): void {
  const problems = [...changes.flatMap(pathsOf), BASE_PATH].flatMap((path) => {
    const obstacle = obstacles.get(path)
    return obstacle === undefined ? [] : [`${path} ${obstacle}; nothing was written`]
  })
  if (problems.length > 0) throw new Failure('refused', problems)
}

async function refuseUnresolved({ unresolved }: Regeneration, request: Request): Promise<number> {
  await reportUnresolved(unresolved, request)
  return EXIT.conflicts.code
}

async function tell(report: Report, request: Request): Promise<number> {
  await reportRegeneration(report, request)
  return report.conflicts.length > 0 ? EXIT.conflicts.code : EXIT.done.code
}

function reportOf(regeneration: Regeneration, { dryRun }: Request): Report {
  const { project, base, changes, notes, place, migration } = regeneration
  const { file, summary } = migration
  return makeReport({
    project,
    changes,
    notes,
    dryRun,
    directory: place.root,
    before: base?.generator ?? null,
    migration: file && { path: file.path, summary },
  })
}

function hasWork({ changes, isBaseNew }: Regeneration): boolean {
  return isBaseNew || changesFiles(changes)
}
