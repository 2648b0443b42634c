import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type DatabaseName, FLAVORS } from '../../src/settings/types.js'
import { runScript } from '../support/dev-server.js'
import { effort } from '../support/effort.js'
import { newProject, type TestProject } from '../support/project.js'
import { withDatabase } from '../support/project-database.js'
import { followRecipes } from '../support/recipes.js'
import { runTool } from '../support/rendered.js'
import { isHere, temporaryUrl } from '../support/servers.js'
import { linkPackages } from '../support/sound.js'

const CITY = { city: { type: 'String', maxLength: 80, nullable: true } }
const PHONE = { phone: { type: 'String', maxLength: 30, nullable: true } }

/** A project in which all of the wing is in use, with its tables in a database. */
async function projectWithWing(flavor: string, database: DatabaseName): Promise<TestProject> {
  const project = await newProject('--flavor', flavor, '--database', database)
  await followRecipes(project)
  expect(await project.run('regenerate')).toMatchObject({ exitCode: 0, stderr: '' })
  await linkPackages(project)
  await withDatabase(project, database)
  await makeOwnTables(project)
  return project
}

async function makeOwnTables({ directory }: TestProject): Promise<void> {
  await runScript(directory, 'migrate')
  await runScript(directory, 'migration:generate', '--', 'add-notes')
  await runScript(directory, 'migrate')
}

/** Runs `regenerate`, which has to leave the wing as it is and to conflict with nothing. */
async function regenerate(project: TestProject, ...args: string[]): Promise<string> {
  const before = await ownFiles(project)
  const { exitCode, stdout, stderr } = await project.run('regenerate', ...args)
  expect(exitCode, stdout + stderr).toBe(0)
  expect(await ownFiles(project)).toEqual(before)
  expect(await project.run('status', '--check')).toMatchObject({ exitCode: 0 })
  return stderr
}

async function ownFiles(project: TestProject): Promise<Map<string, string>> {
  const files = await project.snapshot()
  return new Map([...files].filter(([path]) => /^(src|emails)\/own\//.test(path)))
}

/** Types, tests of its own and some of the server's. */
async function expectGreen({ directory }: TestProject, database: DatabaseName): Promise<void> {
  expect(await runTool(directory, 'tsc')).toMatchObject({ exitCode: 0, stdout: '' })
  const url = await temporaryUrl(database)
  const env: Record<string, string> = url ? { TEST_DATABASE_URL: url } : {}
  const tests = effort.shareOfRegenerated === 1 ? [] : ['test/own', 'test/quickstart']
  const patience = ['--testTimeout', '120000', '--hookTimeout', '120000']
  const { exitCode, stdout } = await runTool(
    directory,
    'vitest',
    ['run', ...tests, ...patience],
    env,
  )
  expect(exitCode, stdout).toBe(0)
}

test.each(FLAVORS)(
  'a %s project keeps its wing with another field, in the other flavor, and without a field',
  async (flavor) => {
    const project = await projectWithWing(flavor, 'sqlite')
    const { GRAPHQL_AUTH } = JSON.parse(await project.read('graphql-auth.json'))
    const optional = { ...GRAPHQL_AUTH, REGISTER_MUTATION_FIELDS_OPTIONAL: ['phone'] }
    await project.configure({ USER_FIELDS: { ...CITY, ...PHONE }, GRAPHQL_AUTH: optional })
    await regenerate(project)
    await runScript(project.directory, 'migrate')
    await expectGreen(project, 'sqlite')

    await project.configure({ flavor: flavor === 'relay' ? 'graphql' : 'relay' })
    await regenerate(project)
    await runScript(project.directory, 'schema')
    expect(await project.read('schema.graphql')).toMatch(/^type Rename(Payload)? \{/m)
    await expectGreen(project, 'sqlite')

    await project.configure({ USER_FIELDS: PHONE })
    await regenerate(project, '--allow-destructive')
    await runScript(project.directory, 'migrate')
    await expectGreen(project, 'sqlite')
  },
)

type Server = Exclude<DatabaseName, 'sqlite'>

const MOVES: [from: DatabaseName, to: Server][] = [
  ['sqlite', 'postgres'],
  ['postgres', 'mysql'],
]

describe.each(MOVES)(
  'a project that has more than was rendered, from %s to %s',
  async (from, to) => {
    test.skipIf(!(await isHere(from)) || !(await isHere(to)))('keeps it', async () => {
      const project = await projectWithWing('graphql', from)
      await project.configure({ database: to })
      const notes = await regenerate(project)
      expect(notes).toContain(
        'your own tables start over, too: after migrate, run migration:generate',
      )
      const ask = await withDatabase(project, to)
      await makeOwnTables(project)
      expect(await readdir(join(project.directory, 'src/own/migrations'))).toEqual(
        [from, to].sort(),
      )
      expect(await ask('SELECT * FROM notes')).toEqual([])
      await expectGreen(project, to)
    })
  },
)
