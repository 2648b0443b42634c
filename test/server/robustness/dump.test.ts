import { once } from 'node:events'
import { expect, it } from 'vitest'
import { startCommand } from '../../support/command.js'
import { databaseUrl } from '../../support/database.js'
import { startWorld } from '../support/world.js'

it('a dump that no one reads to the end is one line of error', async () => {
  const { app } = await startWorld()
  const command = startCommand(['src/commands/dumpdata.ts'], {
    DATABASE_URL: databaseUrl(app.env),
  })
  command.stdout?.destroy()
  let printed = ''
  command.stderr?.on('data', (chunk) => {
    printed += chunk
  })
  await once(command, 'close')
  expect(printed).toBe('The dump is incomplete: it cannot be written (EPIPE)\n')
  expect(command.exitCode).toBe(1)
})
