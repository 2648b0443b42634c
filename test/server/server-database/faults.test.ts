import { EventEmitter, once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { openDatabase } from '../../../src/database/database.js'
import { explain, isUnavailable } from '../../../src/database/errors.js'
import { entities } from '../../../src/entities.js'
import { temporaryDatabase } from '../../support/database.js'
import { captureLog } from '../support/captured-log.js'
import { LOGIN, statusOf, UNAVAILABLE } from '../support/faults.js'
import { endsIdleTransactions, PORT, SLOW } from '../support/server-database.js'
import { startProxy } from '../support/services.js'
import { post, startWorld, type World } from '../support/world.js'

/** A server that reaches its database by a way that can be closed. */
async function worldBehindProxy() {
  const url = new URL(await temporaryDatabase())
  const proxy = await startProxy(url.hostname, Number(url.port || PORT))
  url.host = `127.0.0.1:${proxy.port}`
  const world = await startWorld({ env: { DATABASE_URL: url.href } })
  return { world, proxy }
}

async function expectAway({ url, ask }: World): Promise<void> {
  expect(await statusOf(url, '/ready')).toBe(503)
  expect(await statusOf(url, '/health')).toBe(200)
  const response = await post(url, LOGIN)
  expect(response.status).toBe(503)
  expect(await response.json()).toEqual(UNAVAILABLE)
  expect(await ask('{ __typename }')).toEqual({ data: { __typename: 'Query' } })
}

async function expectBack({ url }: World): Promise<void> {
  await vi.waitFor(async () => expect(await statusOf(url, '/ready')).toBe(200), { timeout: 10_000 })
  expect((await post(url, LOGIN)).status).toBe(200)
}

/** Begins a transaction that waits after its first statement. */
function holdTransaction({ app }: World, statement: string) {
  const steps = new EventEmitter()
  const begun = once(steps, 'begun')
  const done = app.database.transaction(async (manager) => {
    await manager.query(statement)
    const goOn = once(steps, 'go on')
    steps.emit('begun')
    await goOn
    await manager.query('SELECT 1')
  })
  return {
    begun,
    async goOn() {
      steps.emit('go on')
      await done
    },
  }
}

it('S59: while the database is away, /ready says so and requests are told; then all is well again', async () => {
  const { world, proxy } = await worldBehindProxy()
  const log = captureLog(world.app)
  for (let round = 0; round < 2; round += 1) {
    await proxy.close()
    await expectAway(world)
    await proxy.open()
    await expectBack(world)
  }
  const events = new Set(log.events().map(({ event }) => event))
  expect(events).toContain('not_ready')
  expect(events).toContain('database_unavailable')
  expect(events).not.toContain('unexpected_error')
})

it('S59: a connection that is lost in a transaction takes back what it had done', async () => {
  const { world, proxy } = await worldBehindProxy()
  const { app, see } = world
  captureLog(app)
  const change = app.database.transaction(async (manager) => {
    await manager.query("UPDATE users SET first_name = 'Lost'")
    await proxy.close()
    await manager.query('SELECT 1')
  })
  await expect(change).rejects.toThrow()
  await proxy.open()
  await expectBack(world)
  expect(await see('user2')).toMatchObject({ firstName: '' })
})

it('transactions that wait for each other are both done in the end', async () => {
  const { app, see } = await startWorld()
  let attempts = 0
  let begun = 0
  const change = (first: number, second: number) =>
    app.database.transaction(async (manager) => {
      attempts += 1
      await manager.query(`UPDATE users SET last_name = CONCAT(last_name, 'x') WHERE id = ${first}`)
      begun += 1
      // Until the other one has its first row, too.
      await vi.waitFor(() => expect(begun).toBeGreaterThan(1), { timeout: 10_000 })
      await manager.query(
        `UPDATE users SET last_name = CONCAT(last_name, 'x') WHERE id = ${second}`,
      )
    })
  await Promise.all([change(2, 4), change(4, 2)])
  expect(attempts).toBeGreaterThan(2)
  expect(await see('user2')).toMatchObject({ lastName: 'xx' })
  expect(await see('user4')).toMatchObject({ lastName: 'xx' })
})

it('S59: a request without a connection does not wait forever', { timeout: 60_000 }, async () => {
  const world = await startWorld()
  const idle = Array.from({ length: 10 }, () => holdTransaction(world, 'SELECT 1'))
  for (const { begun } of idle) await begun
  await expectAway(world)
  await Promise.all(idle.map(({ goOn }) => goOn()))
  await expectBack(world)
})

it('S59: a statement that takes too long is ended', { timeout: 60_000 }, async () => {
  const world = await startWorld()
  await expect(world.app.database.reader.query(SLOW)).rejects.toSatisfy(isUnavailable)
  await expectBack(world)
})

it('S59: a transaction in which nothing happens is ended, and keeps no one waiting', {
  timeout: 60_000,
}, async ({ skip }) => {
  const world = await startWorld()
  skip(!(await endsIdleTransactions(world.app.database.reader)))
  const idle = holdTransaction(world, "UPDATE users SET first_name = 'Idle'")
  await idle.begun
  const login = () => post(world.url, LOGIN).then(({ status }) => status)
  expect(await login()).toBe(503)
  await vi.waitFor(async () => expect(await login()).toBe(200), { timeout: 40_000 })
  await expect(idle.goOn()).rejects.toSatisfy(isUnavailable)
  expect(await world.see('user2')).toMatchObject({ firstName: '' })
})

it('several that migrate at once do it once', async () => {
  const url = await temporaryDatabase()
  const databases = await Promise.all([1, 2, 3].map(() => openDatabase(url, entities)))
  const applied = await Promise.all(databases.map((database) => database.migrate()))
  await Promise.all(databases.map((database) => database.close()))
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
})

it('a file that cannot be read is not the fault of DATABASE_URL', () => {
  const read = () => readFileSync('/nowhere/at/all')
  expect(read).toThrow(expect.toSatisfy((error) => explain(error) === error.message))
})
