import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { StartError } from '../../../src/errors/start-error.js'
import { clientReader } from '../../../src/http/client.js'
import { type Env, readEnv } from '../../../src/settings/env/env.js'
import { urlOf } from '../../../src/settings/env/listen-address.js'

function read(variables: NodeJS.ProcessEnv): Env {
  const all = { NODE_ENV: 'test', SECRET_KEY: 'only-for-tests', ...variables }
  return readEnv(all, { mode: 'test', projectFolder: '/project' })
}

/** The lines that the server would end with. */
function problemsOf(variables: NodeJS.ProcessEnv): string[] {
  try {
    read(variables)
  } catch (error) {
    if (error instanceof StartError) return error.lines
    throw error
  }
  return []
}

describe('HOST and PORT', () => {
  it.each([
    [{}, 'http://127.0.0.1:8000'],
    [
      {
        NODE_ENV: 'production',
        FRONTEND_URL: 'https://a.example',
        EMAIL_URL: 'smtps://a.example',
        SECRET_KEY: 'x'.repeat(40),
      },
      'http://0.0.0.0:8000',
    ],
    [{ HOST: '::1', PORT: '1' }, 'http://[::1]:1'],
    [{ HOST: '[::]' }, 'http://[::]:8000'],
    [{ HOST: 'fe80::1%eth0' }, 'http://[fe80::1%25eth0]:8000'],
    [{ HOST: '::ffff:127.0.0.1' }, 'http://[::ffff:127.0.0.1]:8000'],
    [{ HOST: 'my-host.example', PORT: '65535' }, 'http://my-host.example:65535'],
    [{ PORT: '/run/app.sock' }, 'http://unix:/run/app.sock:'],
    [{ PORT: './app.sock', HOST: '::1' }, 'http://unix:/project/app.sock:'],
    [{ PORT: '\\\\.\\pipe\\4b7e' }, 'http://unix:\\\\.\\pipe\\4b7e:'],
  ])('%j: %s', (variables, url) => {
    expect(urlOf(read(variables).address)).toBe(url)
  })

  it.each(['-1', '65536', '8000.5', '8e3', '0x50', ' ', 'http', '80 80', '123456'])(
    'PORT=%j is refused in a line',
    (PORT) => {
      expect(problemsOf({ PORT })).toEqual([
        'PORT: must be a number from 0 to 65535, or the path of a socket, like /run/app/app.sock',
      ])
    },
  )

  it.each([
    'http://localhost',
    'localhost:8000',
    '[::1]:8000',
    '::1]',
    'a b',
    '1:2',
    '*',
    '/x',
    'ä',
  ])('HOST=%j is refused in a line', (HOST) => {
    expect(problemsOf({ HOST })).toEqual([
      'HOST: must be an address or a name without a port, like 127.0.0.1, :: or localhost',
    ])
  })
})

describe('BASE_PATH', () => {
  it.each([
    ['', ''],
    ['/', ''],
    ['/accounts', '/accounts'],
    ['/accounts/', '/accounts'],
    ['/a/b~c/1.2', '/a/b~c/1.2'],
  ])('%j is %j', (BASE_PATH, path) => {
    expect(read({ BASE_PATH }).basePath).toBe(path)
  })

  it.each([
    'accounts',
    'https://a.example/b',
    '/a//b',
    '/a b',
    '/..',
    '/a/../b',
    '/.',
    '/a?b',
    '/a#b',
    '/%2e',
    '/*',
  ])('%j is refused in a line', (BASE_PATH) => {
    expect(problemsOf({ BASE_PATH })).toEqual([expect.stringMatching(/^BASE_PATH: must be a path/)])
  })
})

describe('CORS_ORIGINS', () => {
  it('is the front end when nothing is said', () => {
    expect(read({ FRONTEND_URL: 'https://a.example/b/' }).corsOrigins).toEqual([
      'https://a.example',
    ])
  })

  it.each([
    '*',
    'https://*.example.com',
    'https://a.example/path',
    'https://a.example?x',
    'https://u:p@a.example',
    'a.example',
    'null',
    'localhost:3000',
    'https://',
    'https://a.example https://b.example',
    'https://a.example:99999',
    'javascript:alert(1)',
    'file:///x',
  ])('%j is refused in a line of its own', (bad) => {
    const lines = problemsOf({ CORS_ORIGINS: `https://good.example,${bad},*` })
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line).toMatch(/^CORS_ORIGINS: /)
    expect(lines[0]).toContain(bad)
  })
})

describe('KEEP_ALIVE_TIMEOUT', () => {
  it.each(['0', '-1', '1.5', '75s', 'x', '3601', '1e3'])(
    '%j is refused in a line',
    (KEEP_ALIVE_TIMEOUT) => {
      expect(problemsOf({ KEEP_ALIVE_TIMEOUT })).toEqual([
        'KEEP_ALIVE_TIMEOUT: must be a whole number of seconds, from 1 to 3600',
      ])
    },
  )
})

describe('TRUST_PROXY', () => {
  /** The address of a client that comes by a socket and some forwarded addresses. */
  function addressOf(TRUST_PROXY: string, remoteAddress: string, forwarded = ''): string {
    const socket = new Socket()
    Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress })
    const message = new IncomingMessage(socket)
    message.headers['x-forwarded-for'] = forwarded
    return clientReader(read({ TRUST_PROXY }).trustProxy)(message).ip
  }

  it.each([
    ['', '10.0.0.1'],
    ['1', '203.0.113.9'],
    ['2', '198.51.100.2'],
    ['3', '192.0.2.66'],
    ['10', '192.0.2.66'],
    ['10.0.0.1', '203.0.113.9'],
    ['10.0.0.0/8', '203.0.113.9'],
    ['10.0.0.0/255.0.0.0, 203.0.113.9', '198.51.100.2'],
    ['uniquelocal', '203.0.113.9'],
    ['loopback', '10.0.0.1'],
    ['::ffff:10.0.0.1', '203.0.113.9'],
  ])('%j: the client is %s', (proxies, client) => {
    expect(addressOf(proxies, '10.0.0.1', '192.0.2.66, 198.51.100.2, 203.0.113.9')).toBe(client)
  })

  it('as a number: what a client says itself counts only where proxies are missing', () => {
    expect(addressOf('1', '10.0.0.1', '192.0.2.66, 203.0.113.9')).toBe('203.0.113.9')
    expect(addressOf('1', '203.0.113.9')).toBe('203.0.113.9')
  })

  it.each([
    '0',
    '11',
    '1000',
    '-1',
    '1.5',
    '1,10.0.0.1',
    '10.0.0.1,2',
    '1 2',
    '10.1',
    '127.1',
    '0x7f000001',
    'true',
    '*',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/33',
    '10.0.0.0/x',
    'nginx',
    'https://a.example',
    '10.0.0.1:80',
    'unix',
  ])('%j is refused in a line', (TRUST_PROXY) => {
    expect(problemsOf({ TRUST_PROXY })).toEqual([
      expect.stringMatching(/^TRUST_PROXY: ".+" must be .*number of proxies/),
    ])
  })
})
