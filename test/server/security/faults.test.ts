import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../support/folder.js'
import { captureLog } from '../support/captured-log.js'
import { LOGIN, statusOf, UNAVAILABLE } from '../support/faults.js'
import { holdLock } from '../support/outside.js'
import { PASSWORD } from '../support/people.js'
import { startProcesses } from '../support/processes.js'
import { post, startWorld, type World } from '../support/world.js'

describe('S59: while another process holds the lock of the database', () => {
  it('S59: reads are answered, and a write as soon as it is free', {
    timeout: 60_000,
  }, async () => {
    const { url, app, ask } = await startWorld()
    const release = await holdLock(app.env.database)
    let isDone = false
    const login = post(url, LOGIN).finally(() => {
      isDone = true
    })
    const begin = performance.now()
    let answers = 0
    // A process that waits for the lock in its sleep answers nothing for five seconds.
    while (performance.now() - begin < 3000) {
      expect(await statusOf(url, '/health')).toBe(200)
      expect(await statusOf(url, '/ready')).toBe(200)
      expect(await ask('{ me { id } }')).toEqual({ data: { me: null } })
      answers += 1
    }
    expect(answers).toBeGreaterThan(10)
    expect(isDone).toBe(false)
    await release()
    expect(await (await login).json()).toMatchObject({ data: { tokenAuth: { success: true } } })
  })

  it('S59: a write gives up after some seconds: 503, and works again later', {
    timeout: 60_000,
  }, async () => {
    const { url, app, call } = await startWorld()
    const log = captureLog(app)
    const release = await holdLock(app.env.database)
    const begin = performance.now()
    const answers = await Promise.all([post(url, LOGIN), post(url, LOGIN), post(url, LOGIN)])
    // All of them wait at the same time.
    expect(performance.now() - begin).toBeLessThan(10_000)
    for (const response of answers) {
      expect(response.status).toBe(503)
      expect(await response.json()).toEqual(UNAVAILABLE)
    }
    const events = log.events().filter(({ event }) => event === 'database_unavailable')
    expect(events).toHaveLength(3)
    await release()
    expect(await call('tokenAuth', { username: 'user2', password: PASSWORD })).toMatchObject({
      success: true,
    })
  })
})

describe('S59: after SQLite has taken a transaction back by itself', () => {
  const wrong = { username: 'user2', password: 'wrong horse' }

  /** What is written and what is refused afterwards, and whether all that was promised is there. */
  async function expectWritesToBeKept({ app, call, enter }: World) {
    for (let round = 0; round < 2; round += 1) {
      const refused = app.database.transaction(() => Promise.reject(new Error('refused')))
      await expect(refused).rejects.toThrow('refused')
      expect(await call('tokenAuth', wrong)).toMatchObject({ success: false })
      expect(await enter('user2')).toMatchObject({ token: expect.any(String) })
    }
    const sessions = await app.database.reader.query('SELECT id FROM sessions')
    expect(sessions).toHaveLength(2)
  }

  it('S59: as where there is no transaction any more to take back', async () => {
    const world = await startWorld()
    const { database } = world.app
    const lost = database.transaction(async (manager) => {
      await manager.query('ROLLBACK')
      throw new Error('as the disk says')
    })
    await expect(lost).rejects.toThrow('as the disk says')
    await expectWritesToBeKept(world)
  })

  it('S59: on a disk that was full: 503 until there is room', async () => {
    const world = await startWorld()
    const { app, url } = world
    await app.database.transaction(async (manager) => {
      const [{ page_count: pages }] = await manager.query('PRAGMA page_count')
      await manager.query(`PRAGMA max_page_count = ${pages}`)
      await manager.query('PRAGMA cache_size = 1')
    })
    let status = 200
    for (let logins = 0; status === 200 && logins < 1000; logins += 1) {
      status = (await post(url, LOGIN)).status
    }
    expect(status).toBe(503)
    await app.database
      .transaction((manager) => manager.query('PRAGMA max_page_count = 1000000'))
      .catch(() => undefined)
    await app.database.transaction((manager) => manager.query('DELETE FROM sessions'))
    await expectWritesToBeKept(world)
  })
})

describe('S52: what no one has expected', () => {
  it.each(['test', 'development'])(
    'S52: in mode %s: one message and one code, and in the log all there is, once',
    async (NODE_ENV) => {
      const { url, app } = await startWorld({ env: { NODE_ENV } })
      const log = captureLog(app)
      await app.database.transaction((manager) => manager.query('DROP TABLE user_status'))
      const response = await post(url, { query: '{ users { edges { node { id } } } }' })
      expect(await response.json()).toEqual({
        data: { users: null },
        errors: [
          {
            message: 'Unexpected error.',
            path: ['users'],
            locations: [{ line: 1, column: 3 }],
            extensions: { code: 'INTERNAL_SERVER_ERROR' },
          },
        ],
      })
      const errors = log.events().filter(({ event }) => event === 'unexpected_error')
      expect(errors).toMatchObject([{ error: { stack: expect.stringContaining('user_status') } }])
    },
  )
})

describe('S59: a process', { timeout: 120_000 }, () => {
  it('S59: that is told to stop finishes what runs, and ends with 0', async () => {
    const [server] = (await startProcesses(1)).servers
    if (!server) throw new Error('No server was started.')
    const logins = Array.from({ length: 6 }, () => post(server.url, LOGIN))
    // The first one is through, so that all of them have been received.
    await Promise.race(logins)
    const ended = server.kill('SIGTERM')
    for (const login of logins) expect((await login).status).toBe(200)
    expect(await ended).toBe(0)
  })

  it('S59: does not wait forever for a client that stops reading', {
    timeout: 40_000,
  }, async () => {
    const [server] = (await startProcesses(1)).servers
    if (!server) throw new Error('No server was started.')
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n')
    socket.write('Content-Length: 100\r\n\r\n{"query":')
    expect(await server.ask('{ me { id } }')).toEqual({ data: { me: null } })
    expect(await server.kill('SIGTERM')).toBe(0)
  })

  it('S59: outlives a promise that no one has caught, and logs it', async () => {
    const { server, signal } = await startWith(
      "process.on('SIGUSR2', () => void Promise.reject(new Error('astray')))",
    )
    signal('SIGUSR2')
    await vi.waitFor(() => expect(server.output()).toContain('astray'), { timeout: 10_000 })
    expect(server.output().match(/unhandled_rejection/g)).toHaveLength(1)
    expect(await server.ask('{ me { id } }')).toEqual({ data: { me: null } })
  })

  it('S59: ends with 1 after an exception in the middle of nowhere, and logs it', async () => {
    const { server, signal } = await startWith(
      "process.on('SIGUSR2', () => { throw new Error('out of the blue') })",
    )
    signal('SIGUSR2')
    await vi.waitFor(() => expect(server.output()).toContain('out of the blue'), {
      timeout: 10_000,
    })
    expect(server.output().match(/uncaught_exception/g)).toHaveLength(1)
    expect(await server.kill('SIGTERM')).toBe(1)
  })

  /** Starts a server that runs some code first. */
  async function startWith(code: string) {
    const file = join(await temporaryFolder(), 'first.mjs')
    await writeFile(file, code)
    const env = { NODE_OPTIONS: `--import=${file}` }
    const [server] = (await startProcesses(1, { people: [], env })).servers
    if (!server) throw new Error('No server was started.')
    return { server, signal: (name: NodeJS.Signals) => process.kill(server.pid, name) }
  }
})
