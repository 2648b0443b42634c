import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../../src/process/project-files.js'
import { copyProject } from '../support/project-copy.js'

const MIGRATIONS = 'src/database/migrations'

/** A copy of this project with a migration of its owner. */
async function projectWithMigration(name: string, code: string) {
  const settings = JSON.parse(await readFile(join(projectRoot, 'graphql-auth.json'), 'utf8'))
  const project = await copyProject(settings)
  await project.set(settings.GRAPHQL_AUTH ?? {})
  const files = await readdir(join(project.folder, MIGRATIONS), { recursive: true })
  const initial = files.find((file) => /^\d/.test(basename(file))) ?? ''
  const file = join(MIGRATIONS, dirname(initial), name)
  await writeFile(join(project.folder, file), code)
  return { ...project, file, remove: () => rm(join(project.folder, file)) }
}

const CLASS = (name: string, up = '') =>
  `export class ${name} { async up(runner) { ${up} } async down() {} }`
const ADD = '1999999999999-add-orders.ts'
const NAMED = 'AddOrders1999999999999'

it('what else a migration exports is its own affair', { timeout: 60_000 }, async () => {
  const code = `${CLASS(NAMED)}
    export const states = ['new', 'paid']
    export const glob = 'src/**/*.ts'
    export function helper() {}
    export class Helper {}
    export default null`
  const { run } = await projectWithMigration(ADD, code)
  const { exitCode, stdout, stderr } = await run('commands/migrate.ts')
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(stdout).toContain(`Applied ${NAMED}`)
})

it.each([
  ['no class', ADD, 'export const orders = 1', 'exports no class with up and down'],
  [
    'a class without a number',
    ADD,
    CLASS('AddOrders'),
    'AddOrders must end with the 13 digits at the beginning of the file name',
  ],
  [
    'a name without a number',
    'add-orders.ts',
    CLASS(NAMED),
    'a migration is named <time in milliseconds>-<name>',
  ],
  [
    'a name with another number',
    '20260101-add-orders.ts',
    CLASS(NAMED),
    'a migration is named <time in milliseconds>-<name>',
  ],
])('%s is one line', { timeout: 60_000 }, async (_what, name, code, line) => {
  const { file, run } = await projectWithMigration(name, code)
  const result = await run(name === ADD ? 'main.ts' : 'commands/migrate.ts')
  expect(result).toEqual({ exitCode: 1, stdout: '', stderr: `${file}: ${line}\n` })
})

it('what the database refuses is one line that names the migration', {
  timeout: 60_000,
}, async () => {
  const again = `await runner.query('CREATE TABLE users (id int)')`
  const { run } = await projectWithMigration(ADD, CLASS(NAMED, again))
  const { exitCode, stderr } = await run('commands/migrate.ts')
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(
    /^Migration AddOrders1999999999999: .*already exists: (something else|another project) uses this .+\n$/,
  )
})

it('the newest migration of someone else is not reverted', { timeout: 60_000 }, async () => {
  const { run, remove } = await projectWithMigration(ADD, CLASS(NAMED))
  expect(await run('commands/migrate.ts')).toMatchObject({ exitCode: 0 })
  await remove()
  const { exitCode, stderr } = await run('commands/migrate-revert.ts')
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(/^The newest migration, AddOrders1999999999999, is neither in src.+\n$/)
})
