import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { Failure } from '../../failure.js'
import type { Disk, DiskFile, Write } from '../../regenerate/change.js'
import { isSafePath } from '../../regenerate/paths.js'
import { isRecord } from '../../settings/values/json.js'
import { digest } from '../system/digest.js'
import { isFault } from '../system/fault.js'
import { readOrdinary } from '../system/ordinary-file.js'
import { pathIn } from '../system/path-in.js'
import { forgetRun, hasBegun, rememberRun } from './begun.js'
import { isTracked } from './tree-state.js'

/** Where a run is prepared. With the journal in it, it will come to its end, be it in a later run. */
const PENDING_FOLDER = '.graphql-auth/pending'
const JOURNAL = `${PENDING_FOLDER}/journal.json`

/** A file to be changed. */
export interface Step {
  path: string
  /** SHA-256 of what was there; null where nothing was. */
  before: string | null
}

/** A file to be put in its place. */
export interface WriteStep extends Step {
  /** SHA-256 of its prepared content. */
  after: string
  /** Permission bits; those of new files otherwise. */
  mode?: number
}

/** All that a run changes, prepared and ready to be put in place. */
export interface Journal {
  /** The hash by which this user remembers the run. */
  run: string
  deletes: Step[]
  /** In order; the n-th has its new content in the n-th file of the folder. */
  writes: WriteStep[]
  /** What the run tells when it is over. */
  report: unknown
}

/** What is to be changed. */
export interface Changes {
  deletes: readonly string[]
  /** The base must be the last. */
  writes: readonly Write[]
  report: unknown
  /** What was on disk when this was planned. */
  disk: Disk
}

/**
 * Prepares changes: until the journal is there, nothing of the project has changed, and from then on
 * everything will.
 *
 * @param signal ends the preparation; nothing is left of it then
 */
export async function prepare(
  root: string,
  changes: Changes,
  signal: AbortSignal,
): Promise<Journal> {
  await discardUnfinished(root)
  try {
    await stage(root, changes.writes, signal)
    return await writeJournal(root, changes, signal)
  } catch (error) {
    await discardUnfinished(root)
    throw error
  }
}

async function stage(root: string, writes: readonly Write[], signal: AbortSignal): Promise<void> {
  await mkdir(pathIn(root, PENDING_FOLDER), { recursive: true })
  for (const [index, { content }] of writes.entries()) {
    signal.throwIfAborted()
    await writeFile(stagedPath(root, index), content, { flag: 'wx' })
  }
}

async function writeJournal(
  root: string,
  { deletes, writes, report, disk }: Changes,
  signal: AbortSignal,
): Promise<Journal> {
  const content = {
    id: randomUUID(),
    deletes: await Promise.all(deletes.map((path) => stepOf(root, path, disk))),
    writes: await Promise.all(writes.map((write) => writeStepOf(root, write, disk))),
    report,
  }
  const text = JSON.stringify(content)
  const run = digest(text)
  await writeFile(pathIn(root, `${JOURNAL}.new`), text, { flag: 'wx' })
  await rememberRun(root, run)
  signal.throwIfAborted()
  await rename(pathIn(root, `${JOURNAL}.new`), pathIn(root, JOURNAL))
  return { run, ...content }
}

/**
 * What a run of this user left that was ended in the middle; null where there is nothing.
 *
 * @throws Failure for what another user or a clone has put there: nothing of it is believed
 */
export async function readJournal(root: string): Promise<Journal | null> {
  const bytes = await readOrdinary(pathIn(root, JOURNAL))
  if (bytes === null) return null
  const run = digest(bytes)
  if (!(await hasBegun(root, run)) || (await isTracked(root, PENDING_FOLDER))) throw foreign()
  const journal: unknown = JSON.parse(bytes.toString())
  if (!isRecord(journal)) throw foreign()
  const { deletes, writes, report } = journal
  return { run, deletes: readSteps(deletes), writes: readWriteSteps(writes), report }
}

function foreign(): Failure {
  const what = `${PENDING_FOLDER} belongs to a run that did not begin here, or was changed since`
  const advice =
    'restore the project to its state before that run, for example from git, and delete the folder'
  return new Failure('refused', [`${what}; nothing was changed; ${advice}`])
}

/** Forgets preparations that did not come to their end. */
export async function discardUnfinished(root: string): Promise<void> {
  await rm(pathIn(root, PENDING_FOLDER), { recursive: true, force: true })
}

/** Forgets a journal that has been carried out: first the journal, then what belonged to it. */
export async function closeJournal(root: string, { run }: Journal): Promise<void> {
  await rm(pathIn(root, JOURNAL), { force: true })
  await forgetRun(root, run)
  await discardUnfinished(root)
}

/**
 * The prepared content of the n-th file.
 *
 * @throws Failure where it is not what was prepared
 */
export async function readStaged(root: string, index: number, after: string): Promise<Buffer> {
  const bytes = await readOrdinary(stagedPath(root, index))
  if (bytes === null || digest(bytes) !== after) throw foreign()
  return bytes
}

/** A place for a copy of what is prepared, from where it is moved; no one knows its name before. */
export function placeForCopy(root: string): string {
  return pathIn(root, `${PENDING_FOLDER}/${randomUUID()}`)
}

function stagedPath(root: string, index: number): string {
  return pathIn(root, `${PENDING_FOLDER}/${index}`)
}

/** SHA-256 of a file, however large; null where there is none. */
export async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const bytes of createReadStream(path)) hash.update(bytes)
    return hash.digest('hex')
  } catch (error) {
    if (isFault(error, 'ENOENT')) return null
    throw error
  }
}

async function stepOf(root: string, path: string, disk: Disk): Promise<Step> {
  return { path, before: await hashBefore(root, path, disk.get(path)) }
}

async function writeStepOf(root: string, write: Write, disk: Disk): Promise<WriteStep> {
  const { path, content, mode } = write
  const step = await stepOf(root, path, disk)
  return { ...step, after: digest(content), ...(mode !== undefined && { mode }) }
}

/** Of what is not a text, like a base that someone broke, only the disk knows the bytes. */
async function hashBefore(root: string, path: string, file?: DiskFile): Promise<string | null> {
  if (!file) return null
  return file.text === null ? await hashOf(pathIn(root, path)) : digest(file.text)
}

function readSteps(value: unknown): Step[] {
  return (Array.isArray(value) ? value : []).map(readStep)
}

function readWriteSteps(value: unknown): WriteStep[] {
  return (Array.isArray(value) ? value : []).map((step: unknown): WriteStep => {
    const { after, mode } = isRecord(step) ? step : {}
    if (typeof after !== 'string') throw foreign()
    return { ...readStep(step), after, ...(typeof mode === 'number' && { mode }) }
  })
}

function readStep(step: unknown): Step {
  if (!isRecord(step) || typeof step.path !== 'string' || !isSafePath(step.path)) throw foreign()
  return { path: step.path, before: typeof step.before === 'string' ? step.before : null }
}
