import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Failure } from '../failure.js'
import { isFault } from './fault.js'
import { pathIn } from './target.js'

/** Who works on a project; a file that a second run finds. */
const LOCK_PATH = '.graphql-auth/lock'

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

/** Somebody may have taken a lock for stale that was not. */
async function release(path: string): Promise<void> {
  const owner = await readFile(path, 'utf8').catch(() => '')
  if (owner === String(process.pid)) await rm(path, { force: true })
}

async function takeLock(path: string): Promise<void> {
  if (await tryLock(path)) return
  const owner = await readFile(path, 'utf8').catch(() => '')
  if (isAlive(Number(owner))) throw locked(owner)
  await removeStale(path, owner)
  if (!(await tryLock(path))) throw locked(null)
}

/** Nobody ever sees a lock that does not say whose it is. */
async function tryLock(path: string): Promise<boolean> {
  const mine = `${path}-${process.pid}`
  await writeFile(mine, String(process.pid))
  try {
    await link(mine, path)
    return true
  } catch (error) {
    if (isFault(error, 'EEXIST')) return false
    throw error
  } finally {
    await rm(mine, { force: true })
  }
}

/** Two runs may find the same stale lock: what one moves away must not be the fresh lock of the other. */
async function removeStale(path: string, owner: string): Promise<void> {
  const away = `${path}-of-${process.pid}`
  await rename(path, away).catch(() => {})
  const taken = await readFile(away, 'utf8').catch(() => owner)
  if (taken !== owner) await link(away, path).catch(() => {})
  await rm(away, { force: true })
}

/** In a container every run may have the number of the one that was killed. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isFault(error, 'EPERM')
  }
}

function locked(owner: string | null): Failure {
  const process = owner === null ? '' : ` (process ${owner})`
  const who = `another run works on this project${process}`
  return new Failure('refused', [`${who}; if there is none, delete ${LOCK_PATH}`])
}
