import { pino } from 'pino'
import { expect, it } from 'vitest'
import { openDatabase } from '../src/database/database.js'
import { entities } from '../src/entities.js'
import { listen, startServer } from './support/server.js'

it.each(['/health', '/ready'])('is fine: %s', async (path) => {
  const { url } = await startServer()
  const response = await fetch(url + path)

  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ status: 'ok' })
})

it('is not ready when the database does not answer', async () => {
  const { app } = await startServer()
  const database = await openDatabase(app.env.database, entities)
  await database.close()
  const url = await listen({ ...app, database, log: pino({ enabled: false }) })

  expect((await fetch(`${url}/ready`)).status).toBe(503)
  expect((await fetch(`${url}/health`)).status).toBe(200)
})
