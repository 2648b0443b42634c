import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../../src/process/project-files.js'
import { copyProject } from '../support/project-copy.js'

/** A copy of this project that is installed without the SQLite driver. */
async function projectWithoutDriver() {
  const settings = JSON.parse(await readFile(join(projectRoot, 'graphql-auth.json'), 'utf8'))
  const project = await copyProject(settings)
  await project.set(settings.GRAPHQL_AUTH ?? {})
  const modules = join(project.folder, 'node_modules')
  await rm(modules)
  await mkdir(modules)
  for (const name of await readdir(join(projectRoot, 'node_modules'))) {
    if (name === '@photostructure') continue
    await symlink(join(projectRoot, 'node_modules', name), join(modules, name), 'junction')
  }
  return { ...project, modules }
}

/** Where Node.js brings an SQLite that is new enough, the package is not used. */
const whereItIsUsed = it.skipIf(Number(process.versions.sqlite?.split('.')[1] ?? 0) >= 53)

whereItIsUsed(
  'a driver that is not installed is one line, in every command',
  {
    timeout: 60_000,
  },
  async () => {
    const { run } = await projectWithoutDriver()
    for (const command of ['commands/migrate.ts', 'commands/loaddata.ts', 'main.ts']) {
      const { exitCode, stderr } = await run(command, 'users.json')
      expect(exitCode).toBe(1)
      expect(stderr).toBe(
        'The SQLite driver @photostructure/sqlite is not installed: run `npm install`\n',
      )
    }
  },
)

whereItIsUsed('a driver without a binary is one line', { timeout: 60_000 }, async () => {
  const { run, modules } = await projectWithoutDriver()
  const folder = join(modules, '@photostructure/sqlite')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'index.js'), "throw new Error('No native build\\nwas found')")
  const { exitCode, stderr } = await run('commands/migrate.ts')
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(
    /^The SQLite driver @photostructure\/sqlite has no binary for \w+ on \w+: use Node\.js 24\.17 or newer, .+\n$/,
  )
})
