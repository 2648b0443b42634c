import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { remove } from 'fs-extra/esm'
import { isAlive } from '../system/is-alive.js'

const STAGING = /^\.create-graphql-auth-(\d+)-\w{6}$/

/** What the name of a directory in which a project is staged begins with: whose it is. */
export function stagingPrefix(): string {
  return `.create-graphql-auth-${process.pid}-`
}

/** Whether a directory was left behind by a run that was killed. @param name without folders */
export function isAbandoned(name: string): boolean {
  const pid = STAGING.exec(name)?.[1]
  return pid !== undefined && !isAlive(Number(pid))
}

/** Removes what killed runs have left behind in a directory, where we may. */
export async function removeAbandoned(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => [])
  for (const name of names.filter(isAbandoned)) {
    await remove(join(directory, name)).catch(() => {})
  }
}
