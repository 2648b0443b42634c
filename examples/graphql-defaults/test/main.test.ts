import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startCommand } from './support/command.js'
import { temporaryDatabase } from './support/database.js'
import { temporaryFolder } from './support/folder.js'
import { HEADERS } from './support/headers.js'

it('finishes what runs when it is told to stop', async () => {
  const server = await startMain()
  const running = request(`${server.url}/graphql`, {
    method: 'POST',
    headers: { ...HEADERS, expect: '100-continue' },
  })
  running.flushHeaders()
  await once(running, 'continue')

  server.process.kill('SIGTERM')
  await server.logged(/Stopping/)
  await expect(fetch(`${server.url}/health`)).rejects.toThrow()

  running.end(JSON.stringify({ query: 'query { __typename }' }))
  const [response]: IncomingMessage[] = await once(running, 'response')
  expect(response?.headers.connection).toBe('close')
  expect(response && (await json(response))).toEqual({ data: { __typename: 'Query' } })
  await once(server.process, 'exit')
  expect(server.process.exitCode).toBe(0)
})

/** Starts src/main.ts in a process of its own, as it runs in production. */
async function startMain() {
  const folder = await temporaryFolder()
  const server = startCommand(['src/main.ts'], {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: await temporaryDatabase(),
    EMAIL_URL: `file:${join(folder, 'mails')}`,
    FRONTEND_URL: 'https://example.com',
  })
  onTestFinished(() => void server.kill('SIGKILL'))

  let output = ''
  server.stdout?.on('data', (chunk) => {
    output += chunk
  })
  const logged = (text: RegExp) =>
    vi.waitFor(() => text.exec(output) ?? Promise.reject(new Error(`No ${text} in: ${output}`)), {
      timeout: 50_000,
    })
  const [url] = await logged(/http:[/\d.:]+(?=\/graphql)/)
  return { url, process: server, logged }
}
