import { expect, it } from 'vitest'
import { loadFixtures } from '../src/fixtures/load.js'
import { resultOf, startCommand } from './support/command.js'
import { temporaryDatabase } from './support/database.js'
import { ann, annsCredentials, bob, load, statusRow, userRow } from './support/fixtures.js'
import { startServer, USERS } from './support/server.js'
import { user4 } from './support/users.js'

it('loads the users and statuses of Django, whose passwords go on working', async () => {
  const { app, logIn, whoIs, findUser } = await startServer()

  expect(await loadFixtures(app, [USERS])).toEqual({ users: 4, statuses: 3 })

  expect(await findUser(4)).toMatchObject({
    status: { verified: true, secondaryEmail: 'user4_secondary@email.com' },
  })
  expect(await whoIs((await logIn(user4)).token)).toBe(4)
})

it('hashes a plain password, and fills in what is left out', async () => {
  const server = await startServer()

  await load(server, [userRow(5, { ...ann, password: 'plain password' })])

  const user = await server.findUser(5)
  expect(user).toMatchObject({
    firstName: '',
    isActive: true,
    isStaff: false,
    dateJoined: server.clock.now(),
    status: { verified: false, archived: false, secondaryEmail: null },
  })
  expect(user?.password).toMatch(/^\$2b\$/)
  expect(await server.app.passwords.verify('plain password', user?.password ?? null)).toBe(true)
})

it('lets no one in whose password is unusable', async () => {
  const server = await startServer()
  const unusable = { password: '!' }
  await load(server, [userRow(5, { ...ann, ...unusable }), statusRow(5, { verified: true })])

  await expect(server.logIn({ ...annsCredentials, ...unusable })).rejects.toThrow()
})

it('may be run again: who is logged in stays so', async () => {
  const server = await startServer()
  await load(server, [userRow(5, ann), statusRow(5, { verified: true })])
  const { token } = await server.logIn(annsCredentials)

  await load(server, [userRow(5, { ...ann, firstName: 'Ann' })])

  expect(await server.findUser(5)).toMatchObject({ firstName: 'Ann', status: { verified: true } })
  expect(await server.whoIs(token)).toBe(5)
})

it('logs out whose password it changes', async () => {
  const server = await startServer()
  await load(server, [userRow(5, ann), statusRow(5, { verified: true })])
  const { token } = await server.logIn(annsCredentials)
  const other = { password: 'another password' }

  await load(server, [userRow(5, { ...ann, ...other })])

  expect(await server.whoIs(token)).toBeNull()
  await server.logIn({ ...annsCredentials, ...other })
})

it('lets two users swap their names', async () => {
  const server = await startServer()
  await load(server, [userRow(5, ann), userRow(6, bob)])

  await load(server, [
    userRow(5, { ...ann, ...namesOf(bob) }),
    userRow(6, { ...bob, ...namesOf(ann) }),
  ])

  const users = [await server.findUser(5), await server.findUser(6)]
  const addresses = users.map((user) => user?.<%= email.name %>)
  expect(addresses).toEqual(['bob@email.com', 'ann@email.com'])
})

it('exits with 1 after telling what is wrong', async () => {
  const DATABASE_URL = await temporaryDatabase()
  const run = (...args: string[]) => resultOf(startCommand(args, { DATABASE_URL }))
  await run('src/commands/migrate.ts')

  expect(await run('src/commands/loaddata.ts', 'nowhere.json')).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'nowhere.json: there is no such file\nNothing was loaded\n',
  })
  expect(await run('src/commands/loaddata.ts', USERS)).toEqual({
    exitCode: 0,
    stdout: 'Loaded 4 users and 3 statuses\n',
    stderr: '',
  })
})

/** Names that are taken. */
const namesOf = (user: typeof ann) => ({
<%- include('lines.ejs', { lines: tests.rows.names, indent: '  ' }) -%>
})
