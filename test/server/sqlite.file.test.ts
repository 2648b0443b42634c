import { rename, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { captureLog } from './captured-log.js'
import { LOGIN, statusOf, UNAVAILABLE } from './faults.js'
import { post, startWorld } from './world.js'

it('S59: /ready says when the file is gone, nothing is written, and all is well when it is back', async () => {
  const { url, app, ask } = await startWorld()
  const log = captureLog(app)
  const { database } = app.env
  expect(await statusOf(url, '/ready')).toBe(200)

  await rename(database, `${database}.away`)
  expect(await statusOf(url, '/ready')).toBe(503)
  expect(await statusOf(url, '/health')).toBe(200)
  const response = await post(url, LOGIN)
  expect(response.status).toBe(503)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await response.json()).toEqual(UNAVAILABLE)

  await writeFile(database, '')
  expect(await statusOf(url, '/ready')).toBe(503)
  expect((await post(url, LOGIN)).status).toBe(503)

  await rename(`${database}.away`, database)
  expect(await statusOf(url, '/ready')).toBe(200)
  expect((await post(url, LOGIN)).status).toBe(200)
  expect(await ask('{ me { id } }')).toEqual({ data: { me: null } })
  const changes = log.events().filter(({ event }) => event?.includes('ready'))
  expect(changes.map(({ event }) => event)).toEqual(['not_ready', 'ready_again'])
})
