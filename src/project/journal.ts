import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { Failure } from '../failure.js'
import type { Disk, DiskFile, Write } from '../regenerate/change.js'
import { isSafePath } from '../regenerate/paths.js'
import { isRecord } from '../settings/json.js'
import { isFault } from './fault.js'
import { pathIn } from './target.js'

/** Where a run is prepared. With the journal in it, it will come to its end, be it in a later run. */
const PENDING_FOLDER = '.graphql-auth/pending'
const JOURNAL = `${PENDING_FOLDER}/journal.json`

/** A file to be put in its place. */
interface Step {
  path: string
  /** SHA-256 of what was there; null where nothing was. */
  before: string | null
}

/** All that a run changes, prepared and ready to be put in place. */
export interface Journal {
  deletes: Step[]
  /** In order; the n-th has its new content in the n-th file of the folder. */
  writes: Step[]
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
  for (const [index, { content, mode }] of writes.entries()) {
    signal.throwIfAborted()
    const staged = stagedPath(root, index)
    await writeFile(staged, content, mode === undefined ? {} : { mode })
    // The umask does not apply to what the user's file allowed.
    if (mode !== undefined) await chmod(staged, mode)
  }
}

async function writeJournal(
  root: string,
  { deletes, writes, report, disk }: Changes,
  signal: AbortSignal,
): Promise<Journal> {
  const journal = {
    deletes: await stepsOf(root, deletes, disk),
    writes: await stepsOf(
      root,
      writes.map(({ path }) => path),
      disk,
    ),
    report,
  }
  await writeFile(pathIn(root, `${JOURNAL}.new`), JSON.stringify(journal))
  signal.throwIfAborted()
  await rename(pathIn(root, `${JOURNAL}.new`), pathIn(root, JOURNAL))
  return journal
}

/** What a run left that was ended in the middle; null where there is nothing. */
export async function readJournal(root: string): Promise<Journal | null> {
  const text = await readFile(pathIn(root, JOURNAL), 'utf8').catch(absent)
  if (text === null) return null
  const journal = parse(text)
  if (!isRecord(journal)) throw new Failure('failed', [UNREADABLE])
  const { deletes, writes, report } = journal
  return { deletes: readSteps(deletes), writes: readSteps(writes), report }
}

/** The journal is put in its place whole: only somebody else can have broken it. */
const UNREADABLE = `${JOURNAL} cannot be read; delete ${PENDING_FOLDER} and run the command again`

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Forgets preparations that did not come to their end. */
export async function discardUnfinished(root: string): Promise<void> {
  await rm(pathIn(root, PENDING_FOLDER), { recursive: true, force: true })
}

/** Forgets a journal that has been carried out: first the journal, then what belonged to it. */
export async function closeJournal(root: string): Promise<void> {
  await rm(pathIn(root, JOURNAL), { force: true })
  await discardUnfinished(root)
}

/** The prepared content of the n-th file. */
export function stagedPath(root: string, index: number): string {
  return pathIn(root, `${PENDING_FOLDER}/${index}`)
}

/** SHA-256 of a file; null where there is none. */
export async function hashOf(path: string): Promise<string | null> {
  const bytes = await readFile(path).catch(absent)
  return bytes === null ? null : digest(bytes)
}

function digest(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex')
}

function stepsOf(root: string, paths: readonly string[], disk: Disk): Promise<Step[]> {
  return Promise.all(
    paths.map(async (path) => ({ path, before: await hashBefore(root, path, disk.get(path)) })),
  )
}

/** Of what is no text, like a base that somebody broke, only the disk knows the bytes. */
async function hashBefore(root: string, path: string, file?: DiskFile): Promise<string | null> {
  if (!file) return null
  return file.text === null ? await hashOf(pathIn(root, path)) : digest(file.text)
}

function readSteps(value: unknown): Step[] {
  return (Array.isArray(value) ? value : []).flatMap((step: unknown): Step[] => {
    if (!isRecord(step) || typeof step.path !== 'string') return []
    if (!isSafePath(step.path)) throw new Failure('refused', [UNREADABLE])
    return [{ path: step.path, before: typeof step.before === 'string' ? step.before : null }]
  })
}

function absent(error: unknown): null {
  if (isFault(error, 'ENOENT')) return null
  throw error
}
