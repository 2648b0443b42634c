import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runScript } from '../support/dev-server.js'
import { createDatabase, hasPostgres } from '../support/postgres.js'
import { newProject, type TestProject } from '../support/project.js'
import { expectSound, linkPackages } from '../support/sound.js'

const FOLDER = 'src/database/migrations'
const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }

/** The migrations of a folder. */
async function migrationsIn({ directory }: TestProject, folder: string): Promise<string[]> {
  const entries = await readdir(join(directory, folder), { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isFile() ? entry.name : [])).sort()
}

/** Gives a project an empty database. @returns how to ask it */
async function withDatabase({ read, write }: TestProject) {
  const { url, drop } = await createDatabase()
  onTestFinished(drop)
  await write('.env', `${await read('.env')}DATABASE_URL=${url}\n`)
  return async (sql: string): Promise<unknown[]> => {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }
}

describe.skipIf(!(await hasPostgres()))('a project that moves from SQLite to PostgreSQL', () => {
  test('keeps its edits and its old migrations, and begins anew with its tables', async () => {
    const project = await newProject()
    const { directory, run, read, edit } = project
    await linkPackages(project)
    await edit('src/users/user.entity.ts', '/** A person', '/** Mine. */\n/** A person')
    const [initial = ''] = await migrationsIn(project, FOLDER)
    const before = await read(`${FOLDER}/${initial}`)

    await project.configure({ database: 'postgres' })
    const { exitCode, stdout, stderr } = await run('regenerate')
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    expect(stdout).toContain('  npm install\n')
    expect(stderr).toContain(
      `database: postgres instead of sqlite: the tables begin anew in ${FOLDER}/postgres; data is not moved`,
    )
    expect(await read(`${FOLDER}/${initial}`)).toBe(before)
    expect(await migrationsIn(project, `${FOLDER}/postgres`)).toEqual([initial])
    expect(await read('src/users/user.entity.ts')).toContain('/** Mine. */')
    expect(await run('status', '--check')).toMatchObject({ exitCode: 0 })

    const query = await withDatabase(project)
    await runScript(directory, 'migrate')
    await runScript(directory, 'loaddata', '--', 'fixtures/users.json')
    expect(await query('SELECT username FROM users ORDER BY id')).toHaveLength(4)
    await expectSound(project)
  })

  test('then changes its user model there: rows stay, up, down and up', async () => {
    const project = await newProject('--database', 'postgres')
    const { directory, run } = project
    await linkPackages(project)
    const query = await withDatabase(project)
    await runScript(directory, 'migrate')
    await runScript(directory, 'loaddata', '--', 'fixtures/users.json')
    const users = 'SELECT id, username, email, password FROM users ORDER BY id'
    const before = await query(users)

    await project.configure(PHONE)
    expect(await run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await migrationsIn(project, `${FOLDER}/postgres`)).toEqual([
      expect.stringMatching(/-initial\.ts$/),
      expect.stringMatching(/-add-phone\.ts$/),
    ])
    for (const script of ['migrate', 'migrate:revert', 'migrate'])
      await runScript(directory, script)
    expect(await query(users)).toEqual(before)
    expect(await query('SELECT phone FROM users WHERE phone IS NOT NULL')).toEqual([])
    await expectSound(project)
  })

  test('does not go back to tables that may be others', async () => {
    const project = await newProject()
    await project.configure({ database: 'postgres' })
    await project.run('regenerate')
    const before = await project.snapshot()
    await project.configure({ database: 'sqlite' })
    const { exitCode, stderr } = await project.run('regenerate')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining(`${FOLDER} has migrations for sqlite from earlier`),
    })
    await project.configure({ database: 'postgres' })
    expect(await project.snapshot()).toEqual(before)
  })
})
