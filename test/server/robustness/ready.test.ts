import { expect, it, onTestFinished } from 'vitest'
import { createApp } from '../../../src/app.js'
import { createLog } from '../../../src/log.js'
import { projectRoot } from '../../../src/process/project-files.js'
import { readEnv } from '../../../src/settings/env/env.js'
import { settingsOf } from '../../../src/settings/settings.js'
import { temporaryDatabase } from '../../support/database.js'
import { listen } from '../../support/server.js'
import { captureLog } from '../support/captured-log.js'
import { post } from '../support/world.js'

/** A server on a database that no one has migrated. */
async function startWithoutTables() {
  const variables = {
    NODE_ENV: 'test',
    SECRET_KEY: 'only-for-tests-only-for-tests-only-for-tests',
    DATABASE_URL: await temporaryDatabase(),
  }
  const env = readEnv(variables, { mode: 'test', projectFolder: projectRoot })
  const app = await createApp({
    env,
    settings: settingsOf({}),
    log: createLog('test'),
  })
  onTestFinished(() => app.close())
  return { app, log: captureLog(app), url: await listen(app) }
}

async function readiness(url: string) {
  const response = await fetch(`${url}/ready`)
  return [response.status, await response.json(), response.headers.has('retry-after')]
}

const READY = [200, { status: 'ok' }, false]
const NOT_READY = [503, { status: 'unavailable' }, true]

it('is ready when the tables are there, without a start, and says so in the log once', async () => {
  const { app, log, url } = await startWithoutTables()
  for (let times = 0; times < 3; times += 1) expect(await readiness(url)).toEqual(NOT_READY)
  expect((await fetch(`${url}/health`)).status).toBe(200)
  await app.database.migrate()
  for (let times = 0; times < 3; times += 1) expect(await readiness(url)).toEqual(READY)
  expect(log.events().map(({ event }) => event)).toEqual(['not_ready', 'ready_again'])
})

it('is not ready while a migration of this code is missing, and is with others of a newer one', async () => {
  const { app, url } = await startWithoutTables()
  await app.database.migrate()
  await app.database.revert()
  expect(await readiness(url)).toEqual(NOT_READY)
  await app.database.migrate()
  await app.database.transaction((manager) =>
    manager.query("INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'OfANewer1')"),
  )
  expect(await readiness(url)).toEqual(READY)
})

it('is answered soon by one query, however often someone asks', async () => {
  const { app, url } = await startWithoutTables()
  await app.database.migrate()
  const answers = await Promise.all(Array.from({ length: 200 }, () => readiness(url)))
  expect(answers).toEqual(answers.map(() => READY))
})

it('without tables, mails wait, and one line without a stack says what to do', async () => {
  const { app, log, url } = await startWithoutTables()
  // As the start does: it makes the table of migrations.
  expect(await app.database.pendingMigrations()).toBe(true)
  await app.mailDispatcher.flush()
  expect(await readiness(url)).toEqual(NOT_READY)
  expect(log.events()).toMatchObject([{ event: 'not_ready' }])
  expect(log.events()[0]?.error).toEqual({
    type: 'Error',
    message: 'The database is not up to date: run `npm run migrate`',
  })
  await post(url, { query: '{ users { edges { node { id } } } }' })
  expect(log.events()[1]).toMatchObject({
    event: 'unexpected_error',
    error: { message: expect.stringMatching(/users.*: run the command migrate/) },
  })
})
