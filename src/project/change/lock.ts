import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Failure } from '../../failure.js'
import { isFault } from '../system/fault.js'
import { isAlive } from '../system/is-alive.js'
import { pathIn } from '../system/path-in.js'

/** Who works on a project; a file that a second run finds. */
const LOCK_PATH = '.graphql-auth/lock'

/** In milliseconds: more than it takes to write a number. */
const WRITING_TIME = 100

/**
 * Does some work while no other run may change the project.
 *
 * The lock of a run that was killed is taken over.
 *
 * @param root the project
 * @throws Failure when another run is at work
 */
export async function withLock<T>(root: string, work: () => Promise<T>): Promise<T> {
  const path = pathIn(root, LOCK_PATH)
  await mkdir(dirname(path), { recursive: true })
  await takeLock(path)
  try {
    return await work()
  } finally {
    await release(path)
  }
}

/** Another run may have mistaken our lock for a stale one. */
async function release(path: string): Promise<void> {
  const owner = await readFile(path, 'utf8').catch(() => '')
  if (owner === String(process.pid)) await rm(path, { force: true })
}

async function takeLock(path: string): Promise<void> {
  if (await tryLock(path)) return
  const owner = await ownerOf(path)
  if (isAlive(Number(owner))) throw locked(owner)
  await removeStale(path, owner)
  if (!(await tryLock(path))) throw locked(null)
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (isFault(error, 'EEXIST')) return false
    throw error
  }
}

/** A run that has just created a lock may not have written its process id yet. */
async function ownerOf(path: string): Promise<string> {
  const read = () => readFile(path, 'utf8').catch(() => '')
  const owner = await read()
  if (owner !== '') return owner
  await setTimeout(WRITING_TIME)
  return read()
}

/** Two runs may find the same stale lock: what one moves away must not be the fresh lock of the other. */
async function removeStale(path: string, owner: string): Promise<void> {
  const away = `${path}-${process.pid}`
  await rename(path, away).catch(() => {})
  const taken = await readFile(away, 'utf8').catch(() => owner)
  if (taken !== owner) await link(away, path).catch(() => {})
  await rm(away, { force: true })
}

function locked(owner: string | null): Failure {
  const process = owner === null ? '' : ` (process ${owner})`
  const who = `another run is working on this project${process}`
  return new Failure('refused', [`${who}; if it no longer runs, delete ${LOCK_PATH}`])
}
