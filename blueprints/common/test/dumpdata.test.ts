import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { dumpFixtures, writeNewFile } from '../src/fixtures/dump.js'
import { loadFixtures } from '../src/fixtures/load.js'
import { User } from '../src/users/user.entity.js'
import { type CommandResult, resultOf, startCommand } from './support/command.js'
import { databaseUrl, temporaryDatabase } from './support/database.js'
import { ann, bob, load, statusRow, userRow } from './support/fixtures.js'
import { temporaryFolder } from './support/folder.js'
import { startServer, type TestServer, USERS } from './support/server.js'
import { user2, user4 } from './support/users.js'

/** What no user of the fixtures has. */
const unusual = {
  password: '!unusable',
  first_name: 'Zoë "the\u2028dot"\n',
  is_active: false,
  is_staff: true,
  is_superuser: true,
  last_login: '2021-03-04T05:06:07.089Z',
  date_joined: '2020-02-29T23:59:59.999+14:00',
}

it('is loaded into another database as it was', async () => {
  const server = await startServer({ fixtures: [USERS] })
  await load(server, [userRow(70, { ...ann, ...unusual }), statusRow(70, { archived: true })])
  await server.logIn(user2)

  const other = await startServer({ fixtures: [await dumpOf(server)] })

  const users = await everybody(other)
  expect(users).toEqual(await everybody(server))
  expect(users.map(({ id }) => id)).toEqual([1, 2, 3, 4, 70])
  expect(users.at(-1)).toMatchObject({
    password: '!unusable',
    dateJoined: new Date('2020-02-29T09:59:59.999Z'),
    status: { archived: true },
  })
  expect(await other.whoIs((await other.logIn(user2)).token)).toBe(2)
  expect(await other.whoIs((await other.logIn(user4)).token)).toBe(4)
})

it('changes nothing where it comes from: who is logged in stays so', async () => {
  const server = await startServer({ fixtures: [USERS] })
  const { token } = await server.logIn(user4)
  const before = await everybody(server)

  await loadFixtures(server.app, [await dumpOf(server)])

  expect(await everybody(server)).toEqual(before)
  expect(await server.whoIs(token)).toBe(4)
})

it('is in the format of the fixtures, a row a line', async () => {
  const server = await startServer({ fixtures: [USERS] })

  const lines = (await readFile(await dumpOf(server), 'utf8')).split('\n')

  const models = ['users.CustomUser', 'graphql_auth.userstatus']
  expect(lines).toHaveLength(2 + 2 * 4 + 1)
  expect(lines.slice(1, 3).map((line) => JSON.parse(line.replace(/,$/, '')))).toEqual(
    models.map((model) => ({ model, pk: 1, fields: expect.any(Object) })),
  )
})

it('has the state of one moment', async () => {
  const server = await startServer({ fixtures: [USERS] })
  let text = ''

  const users = await dumpFixtures(server.app.database, async (pieces) => {
    await load(server, [userRow(5, bob)])
    for await (const piece of pieces) text += piece
  })

  expect(users).toBe(4)
  expect(text).toContain('"pk":4')
  expect(text).not.toContain('"pk":5')
})

it('leaves no half of a file behind', async () => {
  const file = join(await temporaryFolder(), 'dump.json')

  await expect(writeNewFile(file, broken())).rejects.toThrow('gone')

  await expect(stat(file)).rejects.toThrow('ENOENT')
})

it('prints the rows and nothing else, or writes a new file for its owner alone', async () => {
  const { app } = await startServer({ fixtures: [USERS] })
  const dump = (...args: string[]) => dumpdata(databaseUrl(app.env), ...args)
  const file = join(await temporaryFolder(), 'dump.json')

  const printed = await dump()
  const written = await dump(file)
  const refused = await dump(file)

  expect(printed).toEqual({ exitCode: 0, stdout: await readFile(file, 'utf8'), stderr: '' })
  expect(JSON.parse(printed.stdout)).toHaveLength(8)
  const line = `Wrote 4 users and their statuses to ${file}\n`
  expect(written).toEqual({ exitCode: 0, stdout: line, stderr: '' })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(refused).toEqual({ exitCode: 1, stdout: '', stderr: `${file}: already exists\n` })
})

it('asks for the migrations first', async () => {
  expect(await dumpdata(await temporaryDatabase())).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'The database is not up to date: run `npm run migrate`\n',
  })
})

/** Runs the command. */
function dumpdata(DATABASE_URL: string, ...args: string[]): Promise<CommandResult> {
  return resultOf(startCommand(['src/commands/dumpdata.ts', ...args], { DATABASE_URL }))
}

/** Dumps a server into a file. @returns its path */
async function dumpOf({ app }: TestServer): Promise<string> {
  const file = join(await temporaryFolder(), 'dump.json')
  await dumpFixtures(app.database, (text) => writeNewFile(file, text))
  return file
}

async function everybody({ app }: TestServer): Promise<User[]> {
  return app.database.reader.find(User, { relations: { status: true }, order: { id: 'ASC' } })
}

async function* broken(): AsyncGenerator<string> {
  yield '['
  throw new Error('gone')
}
