import { mkdir, readdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { projectRoot } from '../../../src/process/project-files.js'

const INSTALLED = join(projectRoot, 'node_modules')

/** Gives a copy of this project its packages, except for some. */
export async function linkPackages(folder: string, without: readonly string[] = []): Promise<void> {
  const target = join(folder, 'node_modules')
  if (without.length === 0) return await symlink(INSTALLED, target, 'junction')
  for (const name of await packageNames()) {
    if (without.includes(name)) continue
    await mkdir(dirname(join(target, name)), { recursive: true })
    await symlink(join(INSTALLED, name), join(target, name), 'junction')
  }
}

async function packageNames(): Promise<string[]> {
  const names = await readdir(INSTALLED)
  const scoped = names.filter((name) => name.startsWith('@'))
  const inScopes = await Promise.all(
    scoped.map(async (scope) =>
      (await readdir(join(INSTALLED, scope))).map((name) => `${scope}/${name}`),
    ),
  )
  return [...names.filter((name) => !scoped.includes(name)), ...inScopes.flat()]
}
