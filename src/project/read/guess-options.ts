import { pathExists } from 'fs-extra/esm'
import type { PackageManager } from '../../model/package-manager.js'
import { isPackageName } from '../../model/package-name.js'
import type { BaseOptions } from '../../regenerate/base.js'
import { isCommandLine } from '../../regenerate/read-base.js'
import { isRecord } from '../../settings/values/json.js'
import { projectName } from '../name.js'
import { pathIn } from '../system/path-in.js'
import { readProjectFile } from './find-project.js'

/** The files by which a project shows its package manager. */
const TRACES: readonly [string, PackageManager][] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['pnpm-workspace.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['.yarnrc.yml', 'yarn'],
  ['bun.lock', 'bun'],
]

/** What a base would say about a project that has none. */
export async function guessOptions(root: string): Promise<BaseOptions> {
  const name = (await packageName(root)) ?? projectName(root) ?? 'app'
  return {
    name,
    packageManager: await packageManager(root),
    command: (await creation(root)) ?? `npx create-graphql-auth ${name} --yes`,
  }
}

async function packageName(root: string): Promise<string | null> {
  try {
    const content: unknown = JSON.parse((await readProjectFile(root, 'package.json')) ?? '{}')
    return isRecord(content) && isPackageName(content.name) ? content.name : null
  } catch {
    return null
  }
}

/** The README ends with the command that made the project. */
async function creation(root: string): Promise<string | null> {
  const readme = (await readProjectFile(root, 'README.md')) ?? ''
  const [line] =
    /^[a-z]+( dlx)? create-graphql-auth .*--yes$/m.exec(readme.replaceAll('\r', '')) ?? []
  return isCommandLine(line) ? line : null
}

async function packageManager(root: string): Promise<PackageManager> {
  for (const [path, manager] of TRACES) {
    if (await pathExists(pathIn(root, path))) return manager
  }
  return 'npm'
}
