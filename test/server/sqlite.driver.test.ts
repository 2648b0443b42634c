import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../src/project-root.js'
import { copyProject } from './project-copy.js'

/** A copy of this project that is installed without the SQLite driver. */
async function projectWithoutDriver() {
  const settings = JSON.parse(await readFile(join(projectRoot, 'graphql-auth.json'), 'utf8'))
  const project = await copyProject(settings)
  await project.set(settings.GRAPHQL_AUTH ?? {})
  const modules = join(project.folder, 'node_modules')
  await rm(modules)
  await mkdir(modules)
  for (const name of await readdir(join(projectRoot, 'node_modules'))) {
    if (name.startsWith('better-sqlite3')) continue
    await symlink(join(projectRoot, 'node_modules', name), join(modules, name), 'junction')
  }
  return { ...project, modules }
}

it('a driver that is not installed is one line, in every command', {
  timeout: 60_000,
}, async () => {
  const { run } = await projectWithoutDriver()
  for (const command of ['commands/migrate.ts', 'commands/loaddata.ts', 'main.ts']) {
    const { exitCode, stderr } = await run(command, 'users.json')
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(
      /^The SQLite driver better-sqlite3(-13)? is not installed: run `npm install --include=optional`, .+\n$/,
    )
  }
})

it('a driver that is not built is one line', { timeout: 60_000 }, async () => {
  const { run, modules } = await projectWithoutDriver()
  for (const name of ['better-sqlite3', 'better-sqlite3-13']) {
    await mkdir(join(modules, name))
    const code =
      "module.exports = class { constructor() { throw new Error('No bindings\\nfile') } }"
    await writeFile(join(modules, name, 'index.js'), code)
  }
  const { exitCode, stderr } = await run('commands/migrate.ts')
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(
    /^The SQLite driver (better-sqlite3(-13)?) is not built for Node\.js v[\d.]+: run `npm rebuild --ignore-scripts=false \1`\n$/,
  )
})
