import { cp, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { emptyDirectory } from './run.js'

/** The directory of this repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const PARTS = [
  'bin',
  'blueprints',
  'scripts',
  'src',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
]

/** A copy of this repository without packages, in which a script may make what it likes. */
export async function copyOfRepository(): Promise<string> {
  const copy = await emptyDirectory()
  for (const part of PARTS) await cp(join(ROOT, part), join(copy, part), { recursive: true })
  return copy
}

/** The same with packages. */
export async function installedCopy(): Promise<string> {
  const copy = await copyOfRepository()
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  return copy
}
