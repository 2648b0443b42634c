import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { onTestFinished } from 'vitest'
import { render } from '../../src/render/render.js'
import type { Project } from '../../src/render/types.js'
import { writeFiles } from './files.js'
import { cleanEnvironment, type Run } from './run.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Renders a project into a directory of its own. What it depends on are the development
 * dependencies of this repository, so that nothing has to be installed.
 */
export async function renderedProject(project: Project): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'rendered-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const files = render(project).map(({ path, content }): [string, string] => [path, content])
  await writeFiles(directory, Object.fromEntries(files))
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'), 'junction')
  return directory
}

/** Runs a binary of the installed packages in a rendered project. */
export async function runTool(
  directory: string,
  tool: 'tsc' | 'biome' | 'tsx' | 'vitest',
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Run> {
  const binary = join(ROOT, 'node_modules/.bin', tool)
  const result = await execa(binary, args, {
    ...{ cwd: directory, env: cleanEnvironment(env), extendEnv: false, reject: false },
  })
  return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr }
}
