import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { startCommand } from '../../support/command.js'
import { temporaryDatabase } from '../../support/database.js'
import { temporaryFolder } from '../../support/folder.js'

const TIMEOUT = 60_000
const hasIPv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === '::1')
const isWindows = process.platform === 'win32'

/** Starts src/main.ts in a process of its own. @returns what it says of where it listens */
async function startMain(variables: NodeJS.ProcessEnv) {
  const server = startCommand(['src/main.ts'], {
    NODE_ENV: 'production',
    PORT: '0',
    DATABASE_URL: await temporaryDatabase(),
    EMAIL_URL: `file:${await temporaryFolder()}`,
    FRONTEND_URL: 'https://example.com',
    ...variables,
  })
  onTestFinished(() => void server.kill('SIGKILL'))
  let output = ''
  server.stdout?.on('data', (chunk) => {
    output += chunk
  })
  const where = await vi.waitFor(
    () => /Listening on ([^"]+)/.exec(output)?.[1] ?? Promise.reject(new Error(output)),
    { timeout: TIMEOUT / 2 },
  )
  const stop = async (signal: NodeJS.Signals) => {
    server.kill(signal)
    await once(server, 'exit')
    return server.exitCode
  }
  return { where, stop, output: () => output }
}

/** @returns the body of what is at a path behind a socket */
async function getBySocket(socketPath: string, path: string): Promise<string> {
  const sent = request({ socketPath, path }).end()
  const [response]: IncomingMessage[] = await once(sent, 'response')
  return response ? text(response) : ''
}

describe('the line that says where the server listens', { timeout: TIMEOUT }, () => {
  it.runIf(hasIPv6)('has brackets around an IPv6 address', async () => {
    const { where } = await startMain({ HOST: '::1', BASE_PATH: '/accounts/' })
    expect(where).toMatch(/^http:\/\/\[::1\]:\d+\/accounts\/graphql$/)
    const response = await fetch(`${where}?query={__typename}`)
    expect(await response.text()).toBe('{"data":{"__typename":"Query"}}')
  })

  it.skipIf(isWindows)(
    'names a socket, which is taken again after a kill, and is gone after a stop',
    async () => {
      const PORT = join(await temporaryFolder(), 'app.sock')
      const killed = await startMain({ PORT })
      expect(killed.where).toBe(`http://unix:${PORT}:/graphql`)
      await vi.waitFor(() => expect(killed.output()).toContain('PORT is a socket: all clients'))
      await killed.stop('SIGKILL')
      expect(existsSync(PORT)).toBe(true)

      const { stop, output } = await startMain({ PORT, TRUST_PROXY: 'unix:' })
      expect(await getBySocket(PORT, '/health')).toBe('{"status":"ok"}')
      expect(output()).not.toContain('PORT is a socket')
      expect(await stop('SIGTERM')).toBe(0)
      expect(existsSync(PORT)).toBe(false)
    },
  )
})
