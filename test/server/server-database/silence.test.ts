import { expect, it, vi } from 'vitest'
import { temporaryDatabase } from '../../support/database.js'
import { captureLog } from '../support/captured-log.js'
import { LOGIN, statusOf, UNAVAILABLE } from '../support/faults.js'
import { startProxy } from '../support/services.js'
import { post, startWorld } from '../support/world.js'

/** In milliseconds: those who ask /ready gives up sooner or later. */
const SOON = 10_000
/** In milliseconds: as long as a statement may take, and some more for a busy machine. */
const LATER = 40_000

it('S59: a network that swallows everything is noticed in time, and all is well when it is back', {
  timeout: 120_000,
}, async () => {
  const database = new URL(await temporaryDatabase())
  const port = { 'postgres:': 5432, 'mysql:': 3306 }[database.protocol]
  const proxy = await startProxy(database.hostname, Number(database.port || port))
  database.host = `127.0.0.1:${proxy.port}`
  const { url, app } = await startWorld({ env: { DATABASE_URL: database.href } })
  const log = captureLog(app)
  // So that there are connections that can fall silent.
  const asked = Array.from({ length: 5 }, () => statusOf(url, '/ready'))
  expect(await Promise.all(asked)).toEqual(asked.map(() => 200))
  proxy.silence()

  const begin = Date.now()
  const login = post(url, LOGIN)
  expect(await statusOf(url, '/ready')).toBe(503)
  expect(Date.now() - begin).toBeLessThan(SOON)
  expect(await statusOf(url, '/health')).toBe(200)
  const answer = await login
  expect(Date.now() - begin).toBeLessThan(LATER)
  expect(answer.status).toBe(503)
  expect(await answer.json()).toEqual(UNAVAILABLE)

  proxy.endSilence()
  await vi.waitFor(async () => expect(await statusOf(url, '/ready')).toBe(200), { timeout: LATER })
  expect((await post(url, LOGIN)).status).toBe(200)
  expect(log.events().map(({ event }) => event)).not.toContain('unexpected_error')
})
