import { mkdir, readdir, realpath, symlink } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { cleanEnvironment, emptyDirectory, run } from '../support/run.js'

/**
 * A machine with Node.js, npm and git, and neither a compiler nor Python, whose user has configured
 * nothing. Only what npm has fetched before is there.
 *
 * @returns the variables that make it
 */
async function bareMachine(): Promise<Record<string, string>> {
  const directory = await emptyDirectory()
  const PATH = join(directory, 'bin')
  const HOME = join(directory, 'home')
  for (const folder of [PATH, HOME]) await mkdir(folder)
  await symlink(process.execPath, join(PATH, 'node'))
  for (const name of ['npm', 'git', 'sh']) await symlink(await programNamed(name), join(PATH, name))
  const { stdout: cache } = await execa('npm', ['config', 'get', 'cache'])
  return { PATH, HOME, npm_config_cache: cache }
}

async function programNamed(name: string): Promise<string> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const found = await realpath(join(folder, name)).catch(() => null)
    if (found !== null) return found
  }
  throw new Error(`${name} is not on PATH`)
}

/** What was compiled in a folder of packages. */
async function compiledIn(directory: string): Promise<string[]> {
  const names = await readdir(directory, { recursive: true })
  return names.filter((name) => /\bbuild\/(?:Makefile|config\.gypi|Release)$/.test(name))
}

// The demo does the same for the other flavor.
test('npm installs a new project where nothing can be compiled, and every script works', async () => {
  const env = await bareMachine()
  const cwd = await emptyDirectory()
  const args = ['app', '--yes', '--flavor', 'relay', '--package-manager', 'npm']
  const { exitCode, stderr } = await run(args, { cwd, env })
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })

  const project = join(cwd, 'app')
  const npm = (...words: string[]) =>
    execa('npm', words, { cwd: project, env: cleanEnvironment(env), extendEnv: false })
  const script = (...words: string[]) => npm('run', '--silent', ...words)

  const { stderr: warnings } = await npm('ci')
  expect(warnings).toBe('')
  expect(await compiledIn(join(project, 'node_modules'))).toEqual([])
  await script('migrate')
  await script('loaddata', '--', 'fixtures/users.json')
  for (const name of ['schema', 'lint', 'typecheck', 'test', 'build']) await script(name)
  expect(await readdir(project)).toEqual(
    expect.arrayContaining(['db.sqlite3', 'dist', 'node_modules', 'schema.graphql']),
  )
})
