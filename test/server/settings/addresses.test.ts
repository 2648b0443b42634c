import { once } from 'node:events'
import { lstat, rename, stat, symlink, writeFile } from 'node:fs/promises'
import { Agent, createServer, request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createApp } from '../../../src/app.js'
import { StartError } from '../../../src/errors/start-error.js'
import { clientReader } from '../../../src/http/client.js'
import { listen } from '../../../src/http/listen.js'
import { createHttpServer } from '../../../src/server.js'
import { readEnv } from '../../../src/settings/env/env.js'
import { startNotices } from '../../../src/settings/start-notices.js'
import { temporaryFolder } from '../../support/folder.js'
import { startWorld } from '../support/world.js'

const QUERY = '/graphql?query={me{id}}'
const NOBODY = '{"data":{"me":null}}'
const isWindows = process.platform === 'win32'

async function get(url: string, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(url + path, { headers })
  return [response.status, await response.text()] as const
}

describe('slashes that do not matter', () => {
  it.each(['/graphql/', '//graphql', '/graphql//', '///graphql///'])(
    'are those of %s',
    async (path) => {
      const { url } = await startWorld({ people: [] })
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ me { id } }"}',
      })
      expect(await response.text()).toBe(NOBODY)
      expect(await get(url, `${path}?query={me{id}}`)).toEqual([200, NOBODY])
    },
  )

  it.each([
    '/health/',
    '//health',
    '/ready/',
    '/.well-known/jwks.json/',
    '//.well-known//jwks.json',
  ])('are those of %s', async (path) => {
    const { url } = await startWorld({ people: [] })
    expect((await get(url, path))[0]).toBe(200)
  })

  it.each(['/graphql/x', '/graphqlx', '/x/graphql', '/graphql%2f', '/graph/ql', '/', '//', '/.//'])(
    'are not those of %s',
    async (path) => {
      const { url } = await startWorld({ people: [] })
      expect((await get(url, path))[0]).toBe(404)
    },
  )
})

describe('BASE_PATH', () => {
  it.each(['/accounts', '/accounts/', '/a/b-c.d'])(
    '%s: everything is below it',
    async (BASE_PATH) => {
      const { url } = await startWorld({ people: [], env: { BASE_PATH } })
      const base = BASE_PATH.replace(/\/$/, '')
      expect(await get(url, base + QUERY)).toEqual([200, NOBODY])
      for (const path of ['/graphql/', '/health', '/ready/', '/.well-known/jwks.json']) {
        expect([
          path,
          (await get(url, `${base}${path}${path === '/graphql/' ? '?query={me{id}}' : ''}`))[0],
        ]).toEqual([path, 200])
      }
      // A probe need not know where a proxy has put it.
      for (const path of ['/health', '/ready']) expect((await get(url, path))[0]).toBe(200)
      for (const path of [QUERY, '/.well-known/jwks.json', base, `${base}x/graphql`]) {
        expect([path, (await get(url, path))[0]]).toEqual([path, 404])
      }
    },
  )

  it('leads a browser from its own address to GraphiQL, where there is one', async () => {
    for (const [mode, basePath, expected] of [
      ['development', '', [302, '/graphql']],
      ['development', '/accounts', [302, '/accounts/graphql']],
      ['test', '', [404, null]],
    ] as const) {
      const env = { NODE_ENV: mode, ...(basePath && { BASE_PATH: basePath }) }
      const { url, app } = await startWorld({ people: [], env })
      app.log.level = 'silent'
      const { status, headers } = await fetch(`${url}${basePath}/`, { redirect: 'manual' })
      expect([status, headers.get('location')]).toEqual(expected)
    }
  })

  it('is where GraphiQL is too, which asks where it is', async () => {
    const env = { NODE_ENV: 'development', BASE_PATH: '/accounts' }
    const { url, app } = await startWorld({ people: [], env })
    app.log.level = 'silent'
    for (const path of ['/accounts/graphql', '/accounts/graphql/']) {
      const [status, page] = await get(url, path, { accept: 'text/html' })
      expect([path, status]).toEqual([path, 200])
      expect(page).toContain('<!doctype html>')
      expect(page).not.toContain('localhost/graphql')
    }
  })
})

/** A server of the same database that listens where the variables say. */
async function listenWith(variables: NodeJS.ProcessEnv) {
  const world = await startWorld()
  const env = readEnv(
    { NODE_ENV: 'test', SECRET_KEY: 'only-for-tests', ...variables },
    { mode: 'test', projectFolder: await temporaryFolder() },
  )
  const app = await createApp({ ...world.app, env: { ...env, database: world.app.env.database } })
  const server = await createHttpServer(app)
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await app.close()
  })
  return { app, server, address: env.address }
}

/** @returns the status and the body that come by a socket */
async function getBySocket(
  socketPath: string,
  path: string,
  headers = {},
): Promise<[number?, string?]> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path, headers }, async (response) =>
      resolve([response.statusCode, await text(response)]),
    )
      .on('error', reject)
      .end()
  })
}

describe.skipIf(isWindows)('PORT as the path of a socket', () => {
  it('listens there, for the owner and the group, and leaves nothing behind', async () => {
    const PORT = join(await temporaryFolder(), 'app.sock')
    const { server, address } = await listenWith({ PORT })
    expect(await listen(server, address)).toEqual({ path: PORT })
    expect((await stat(PORT)).mode & 0o777).toBe(0o660)
    expect(await getBySocket(PORT, QUERY)).toEqual([200, NOBODY])
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    await expect(lstat(PORT)).rejects.toThrow('ENOENT')
  })

  it('takes the place of a socket that a killed process has left', async () => {
    const folder = await temporaryFolder()
    const PORT = join(folder, 'app.sock')
    const left = createServer().listen(PORT)
    await once(left, 'listening')
    // Moved away and back, it outlives its server, as it does one that is killed.
    await rename(PORT, `${PORT}.kept`)
    left.close()
    await rename(`${PORT}.kept`, PORT)
    const { server, address } = await listenWith({ PORT })
    await listen(server, address)
    expect(await getBySocket(PORT, '/health')).toEqual([200, '{"status":"ok"}'])
  })

  it('does not take the place of another server, or of anything that is not a socket', async () => {
    const folder = await temporaryFolder()
    const inUse = join(folder, 'used.sock')
    const other = createServer((_request, response) => response.end('other')).listen(inUse)
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const file = join(folder, 'file.sock')
    await writeFile(file, 'precious')
    const link = join(folder, 'link.sock')
    await symlink(file, link)
    for (const PORT of [
      inUse,
      file,
      link,
      folder,
      join(folder, 'none/app.sock'),
      join(folder, 'x'.repeat(300)),
    ]) {
      const { server, address } = await listenWith({ PORT })
      const error: unknown = await listen(server, address).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(StartError)
      expect(error).toMatchObject({ lines: [expect.stringMatching(/^PORT: .{5,}: set another/)] })
    }
    expect(await getBySocket(inUse, '/')).toEqual([200, 'other'])
    expect(await stat(file)).toMatchObject({ size: 8 })
  })

  it.each([
    [undefined, ''],
    ['unix:', '203.0.113.7'],
    ['1', '203.0.113.7'],
    ['127.0.0.1', ''],
    ['unix:,198.51.100.1', '203.0.113.7'],
  ])('with TRUST_PROXY %s: the address of a client is %j', async (TRUST_PROXY, ip) => {
    const PORT = join(await temporaryFolder(), 'app.sock')
    const { server, app, address } = await listenWith({ PORT, ...(TRUST_PROXY && { TRUST_PROXY }) })
    await listen(server, address)
    const notices = startNotices(app).filter((notice) => notice.text.includes('PORT is a socket'))
    expect(notices).toHaveLength(ip === '' ? 1 : 0)
    const readClient = clientReader(app.env.trustProxy)
    const seen = once(server, 'request').then(([message]) => readClient(message).ip)
    await getBySocket(PORT, '/health', { 'x-forwarded-for': '203.0.113.7' })
    expect(await seen).toBe(ip)
  })
})

it('keeps an idle connection for longer than balancers do, or as KEEP_ALIVE_TIMEOUT says', async () => {
  for (const [KEEP_ALIVE_TIMEOUT, seconds] of [
    ['', '75'],
    ['620', '620'],
  ]) {
    const { url } = await startWorld({ people: [], env: { KEEP_ALIVE_TIMEOUT } })
    const agent = new Agent({ keepAlive: true })
    const [response] = await once(request(`${url}/health`, { agent }).end(), 'response')
    expect(response.headers['keep-alive']).toBe(`timeout=${seconds}`)
    agent.destroy()
  }
})
