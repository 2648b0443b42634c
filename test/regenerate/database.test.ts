import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DatabaseName } from '../../src/settings/types.js'
import { runScript } from '../support/dev-server.js'
import { effort } from '../support/effort.js'
import { newProject, type TestProject } from '../support/project.js'
import { withDatabase } from '../support/project-database.js'
import { isHere } from '../support/servers.js'
import { expectSound, linkPackages } from '../support/sound.js'

const FOLDER = 'src/database/migrations'

/** The migrations of a folder. */
async function migrationsIn({ directory }: TestProject, folder: string): Promise<string[]> {
  const entries = await readdir(join(directory, folder), { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isFile() ? entry.name : [])).sort()
}

type Server = Exclude<DatabaseName, 'sqlite'>

const MOVES: [from: DatabaseName, to: Server][] = [
  ['sqlite', 'postgres'],
  ['sqlite', 'mysql'],
  ['postgres', 'mysql'],
]

describe.each(MOVES.slice(0, effort.databaseMoves))(
  'a project that moves from %s to %s',
  async (from, to) => {
    const old = from === 'sqlite' ? FOLDER : `${FOLDER}/${from}`

    test.skipIf(!(await isHere(to)))(
      'keeps its edits and its old migrations, and begins again with its tables',
      async () => {
        const project = await newProject('--database', from)
        const { directory, run, read, edit } = project
        await linkPackages(project)
        await edit('src/users/user.entity.ts', '/** A person', '/** Mine. */\n/** A person')
        const [initial = ''] = await migrationsIn(project, old)
        const before = await read(`${old}/${initial}`)

        await project.configure({ database: to })
        const { exitCode, stdout, stderr } = await run('regenerate')
        expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
        expect(stdout).toContain('  npm install\n  npm run migrate\n')
        expect(stderr).toContain(
          `database: ${to} instead of ${from}: new migrations start in ${FOLDER}/${to}; data is not moved`,
        )
        expect(await read(`${old}/${initial}`)).toBe(before)
        expect(await migrationsIn(project, `${FOLDER}/${to}`)).toEqual([initial])
        expect(await read('src/users/user.entity.ts')).toContain('/** Mine. */')
        expect(await run('status', '--check')).toMatchObject({ exitCode: 0 })

        const ask = await withDatabase(project, to)
        await runScript(directory, 'migrate')
        await runScript(directory, 'loaddata', '--', 'fixtures/users.json')
        expect(await ask('SELECT id FROM users')).toHaveLength(4)
        await expectSound(project)
      },
    )

    test('does not go back to tables that may be others', async () => {
      const project = await newProject('--database', from)
      await project.configure({ database: to })
      await project.run('regenerate')
      const before = await project.snapshot()
      await project.configure({ database: from })
      const { exitCode, stderr } = await project.run('regenerate')
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: expect.stringContaining(`${old} has earlier migrations for ${from}`),
      })
      await project.configure({ database: to })
      expect(await project.snapshot()).toEqual(before)
    })

    test('begins again when they were moved away', async () => {
      const project = await newProject('--database', from)
      const [initial = ''] = await migrationsIn(project, old)
      await project.configure({ database: to })
      await project.run('regenerate')
      await project.configure({ database: from })
      await rm(join(project.directory, old, initial))
      expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
      // With the old name it would count as applied.
      const [again = '', ...others] = await migrationsIn(project, old)
      expect(others).toEqual([])
      expect(again).toMatch(/^\d{13}-initial\.ts$/)
      expect(again > initial).toBe(true)
      expect((await project.run('regenerate')).stdout).toBe('Everything is up to date.')
      // What is left of the other database may go, too.
      const other = `${FOLDER}/${to}`
      for (const name of await migrationsIn(project, other)) {
        await rm(join(project.directory, other, name))
      }
      expect(await project.run('status')).toMatchObject({ exitCode: 0 })
      await project.configure({ database: to })
      expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
      expect(await migrationsIn(project, other)).toHaveLength(1)
    })
  },
)

test('a project does not move to MySQL with texts that it cannot hold', async () => {
  const project = await newProject()
  await project.configure({
    USER_FIELDS: { code: { type: 'String', nullable: true, unique: true, maxLength: 1000 } },
  })
  expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
  await project.configure({ database: 'mysql' })
  const before = await project.snapshot()
  const { exitCode, stderr } = await project.run('regenerate')
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringContaining('USER_FIELDS.code: "maxLength" must be at most 768'),
  })
  expect(await project.snapshot()).toEqual(before)
})
