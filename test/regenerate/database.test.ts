import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import type { DatabaseName } from '../../src/settings/types.js'
import { runScript } from '../support/dev-server.js'
import { newProject, type TestProject } from '../support/project.js'
import { isHere, temporaryUrl } from '../support/servers.js'
import { expectSound, linkPackages } from '../support/sound.js'

const FOLDER = 'src/database/migrations'
const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }

/** The migrations of a folder. */
async function migrationsIn({ directory }: TestProject, folder: string): Promise<string[]> {
  const entries = await readdir(join(directory, folder), { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isFile() ? entry.name : [])).sort()
}

type Server = Exclude<DatabaseName, 'sqlite'>
type Ask = (sql: string) => Promise<unknown>

/** Gives a project an empty database. @returns how to ask it */
async function withDatabase({ read, write }: TestProject, server: Server): Promise<Ask> {
  const url = await temporaryUrl(server)
  await write('.env', `${await read('.env')}DATABASE_URL=${url}\n`)
  return (sql) => ASKS[server](url, sql)
}

const ASKS: Record<Server, (url: string, sql: string) => Promise<unknown>> = {
  async postgres(connectionString, sql) {
    const client = new Client({ connectionString })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  },
  async mysql(url, sql) {
    const connection = await createConnection(url)
    try {
      return (await connection.query(sql))[0]
    } finally {
      await connection.end()
    }
  },
}

const MOVES: [from: DatabaseName, to: Server][] = [
  ['sqlite', 'postgres'],
  ['sqlite', 'mysql'],
  ['postgres', 'mysql'],
]
/** A sample has the first. */
const moves = process.env.FULL_RUN ? MOVES : MOVES.slice(0, 1)

const USERS = 'SELECT id, username, email, password FROM users ORDER BY id'

describe.each(moves)('a project that moves from %s to %s', async (from, to) => {
  const old = from === 'sqlite' ? FOLDER : `${FOLDER}/${from}`

  test.skipIf(!(await isHere(to)))(
    'keeps its edits and its old migrations, and begins anew with its tables',
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
      expect(stdout).toContain('  npm install\n')
      expect(stderr).toContain(
        `database: ${to} instead of ${from}: the tables begin anew in ${FOLDER}/${to}; data is not moved`,
      )
      expect(await read(`${old}/${initial}`)).toBe(before)
      expect(await migrationsIn(project, `${FOLDER}/${to}`)).toEqual([initial])
      expect(await read('src/users/user.entity.ts')).toContain('/** Mine. */')
      expect(await run('status', '--check')).toMatchObject({ exitCode: 0 })

      const ask = await withDatabase(project, to)
      await runScript(directory, 'migrate')
      await runScript(directory, 'loaddata', '--', 'fixtures/users.json')
      expect(await ask(USERS)).toHaveLength(4)
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
      stderr: expect.stringContaining(`${old} has migrations for ${from} from earlier`),
    })
    await project.configure({ database: to })
    expect(await project.snapshot()).toEqual(before)
  })
})

describe.each(['postgres', 'mysql'] as const)('a project for %s', async (server) => {
  test.skipIf(!(await isHere(server)))(
    'changes its user model: rows stay, up, down and up',
    async () => {
      const project = await newProject('--database', server)
      const { directory, run } = project
      await linkPackages(project)
      const ask = await withDatabase(project, server)
      await runScript(directory, 'migrate')
      await runScript(directory, 'loaddata', '--', 'fixtures/users.json')
      const before = await ask(USERS)

      await project.configure(PHONE)
      expect(await run('regenerate')).toMatchObject({ exitCode: 0 })
      expect(await migrationsIn(project, `${FOLDER}/${server}`)).toEqual([
        expect.stringMatching(/-initial\.ts$/),
        expect.stringMatching(/-add-phone\.ts$/),
      ])
      for (const script of ['migrate', 'migrate:revert', 'migrate'])
        await runScript(directory, script)
      expect(await ask(USERS)).toEqual(before)
      expect(await ask('SELECT phone FROM users WHERE phone IS NOT NULL')).toEqual([])
      await expectSound(project)
    },
  )
})

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
    stderr: expect.stringContaining('USER_FIELDS.code: "maxLength" must be 768 at most'),
  })
  expect(await project.snapshot()).toEqual(before)
})
