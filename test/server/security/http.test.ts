import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { captureLog } from '../support/captured-log.js'
import { INSIDES } from '../support/insides.js'
import { parseAnswer, type RawAnswer, raw } from '../support/raw.js'
import { startWorld } from '../support/world.js'

const QUERY = '{"query":"{ me { id } }"}'

/** Whatever goes wrong: JSON with one error, the usual headers, and nothing of the inside. */
function expectProblem({ headers, body }: RawAnswer, code: string): void {
  expect(body).not.toMatch(INSIDES)
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  expect(JSON.parse(body)).toEqual({
    errors: [{ message: expect.any(String), extensions: { code } }],
  })
}

function requestOf(line: string, headers: readonly string[], body = ''): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  return [line, ...headers, ...length, 'Connection: close', '', body].join('\r\n')
}

const PRODUCTION = { NODE_ENV: 'production', FRONTEND_URL: 'https://example.com' }
const JSON_TYPE = 'Content-Type: application/json'

/** What is not a host, and what looks odd and is one. */
const BAD_HOSTS = [
  'a b',
  '[::1',
  '::1]',
  'x:y',
  'x:80:80',
  'a/b',
  'a?b',
  'a#b',
  'a@b',
  '\\',
  '<x>',
  '"',
  '{',
  '^',
  '|',
  '`',
  '\u00e4.example',
  '\u0080',
  'x, y',
  '[::1]x',
  '[x]',
  'x:-1',
]
const GOOD_HOSTS = [
  '',
  'evil.example',
  'evil.example:99999',
  'localhost:',
  '%',
  'xn--a',
  'a..b',
  '.',
  '1.2.3.4.5',
  '999.999.999.999',
  '0x7f.1',
  '[::]',
  '[::ffff:1.2.3.4]:1',
  'my_service:8000',
  '-',
  'a'.repeat(300),
  '__proto__',
]

describe('S52: the header Host', () => {
  const lines = ['GET /graphql?query={me{id}}', 'OPTIONS /graphql', 'GET /health', 'GET /nowhere']

  it('S52: that is not a host: 400, whatever is asked for', async () => {
    const world = await startWorld({ people: [], env: PRODUCTION })
    const log = captureLog(world.app)
    for (const host of BAD_HOSTS) {
      for (const line of lines) {
        const answer = parseAnswer(
          await raw(world.url, requestOf(`${line} HTTP/1.1`, [`Host: ${host}`])),
        )
        expect({ host, line, status: answer.status }).toEqual({ host, line, status: 400 })
        expectProblem(answer, 'BAD_REQUEST')
      }
    }
    expect(log.text()).toBe('')
  })

  it('S52: that is one, of whomever: no matter', async () => {
    const world = await startWorld({ people: [], env: PRODUCTION })
    for (const host of GOOD_HOSTS) {
      const headers = [`Host: ${host}`, JSON_TYPE]
      const answer = parseAnswer(
        await raw(world.url, requestOf('POST /graphql HTTP/1.1', headers, QUERY)),
      )
      expect({ host, body: answer.body }).toEqual({ host, body: '{"data":{"me":null}}' })
    }
  })

  it('S52: is there once', async () => {
    const world = await startWorld({ people: [] })
    for (const headers of [[], ['Host: x', 'Host: x'], ['Host: x', 'host: y']]) {
      const answer = parseAnswer(await raw(world.url, requestOf('GET /health HTTP/1.1', headers)))
      expect(answer.status).toBe(400)
      expectProblem(answer, 'BAD_REQUEST')
    }
    const old = parseAnswer(await raw(world.url, requestOf('GET /health HTTP/1.0', [])))
    expect(old).toMatchObject({ status: 200, body: '{"status":"ok"}' })
  })
})

describe('S52: what never becomes a request', () => {
  const host = 'Host: x'
  const chunked = [host, JSON_TYPE, 'Transfer-Encoding: chunked']

  it.each<[string, string | Buffer, number, string]>([
    ['not HTTP', 'SECRET\r\n\r\n', 400, 'BAD_REQUEST'],
    ['the beginning of TLS', Buffer.from('1603010200010001fc0303', 'hex'), 400, 'BAD_REQUEST'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'BAD_REQUEST'],
    ['an unknown method', requestOf('SECRET / HTTP/1.1', [host]), 400, 'BAD_REQUEST'],
    ['an unknown version', requestOf('GET / HTTP/9.9', [host]), 400, 'BAD_REQUEST'],
    ['NUL in the target', requestOf('GET /\u0000SECRET HTTP/1.1', [host]), 400, 'BAD_REQUEST'],
    ['a space in the target', requestOf('GET /a b HTTP/1.1', [host]), 400, 'BAD_REQUEST'],
    [
      'a target of 20 KB',
      requestOf(`GET /${'x'.repeat(20_000)} HTTP/1.1`, [host]),
      431,
      'HEADERS_TOO_LARGE',
    ],
    [
      'a header of 20 KB',
      requestOf('GET / HTTP/1.1', [host, `A: ${'x'.repeat(20_000)}`]),
      431,
      'HEADERS_TOO_LARGE',
    ],
    [
      'a thousand headers of 20 bytes',
      requestOf('GET / HTTP/1.1', [
        host,
        ...Array.from({ length: 1000 }, (_, i) => `A${i}: ${'x'.repeat(20)}`),
      ]),
      431,
      'HEADERS_TOO_LARGE',
    ],
    ['a name with a space', requestOf('GET / HTTP/1.1', [host, 'A B: x']), 400, 'BAD_REQUEST'],
    [
      'a control character in a header',
      requestOf('GET / HTTP/1.1', [host, 'A: \u0001']),
      400,
      'BAD_REQUEST',
    ],
    [
      'chunks of no length',
      requestOf('POST /graphql HTTP/1.1', chunked, 'SECRET'),
      400,
      'BAD_REQUEST',
    ],
    [
      'a length that is not a number',
      requestOf('POST /graphql HTTP/1.1', [host, 'Content-Length: x']),
      400,
      'BAD_REQUEST',
    ],
    [
      'much after the name of a chunk',
      `POST /graphql HTTP/1.1\r\n${chunked.join('\r\n')}\r\n\r\n1;${'x'.repeat(20_000)}\r\n`,
      413,
      'REQUEST_ENTITY_TOO_LARGE',
    ],
    ['a tunnel', requestOf('CONNECT example.com:80 HTTP/1.1', [host]), 405, 'METHOD_NOT_ALLOWED'],
    [
      'an expectation',
      requestOf('GET / HTTP/1.1', [host, 'Expect: SECRET']),
      417,
      'EXPECTATION_FAILED',
    ],
  ])('S52: %s: an answer like all others', async (_name, request, status, code) => {
    const world = await startWorld({ people: [], env: PRODUCTION })
    const log = captureLog(world.app)
    const answer = await raw(world.url, request)
    expect(answer).not.toContain('SECRET')
    expect(parseAnswer(answer).status).toBe(status)
    expectProblem(parseAnswer(answer), code)
    expect(log.text()).toBe('')
    expect(await world.ask('{ me { id } }')).toEqual({ data: { me: null } })
  })

  it('S52: what came before it on the connection is answered first', async () => {
    const world = await startWorld({ people: [] })
    const whole = `POST /graphql HTTP/1.1\r\n${host}\r\n${JSON_TYPE}\r\nContent-Length: ${QUERY.length}\r\n\r\n${QUERY}`
    const answer = await raw(world.url, `${whole}${whole}SECRET\r\n\r\n`)
    expect(answer.match(/HTTP\/1\.1 \d+|"me":null|BAD_REQUEST/g)).toEqual([
      ...['HTTP/1.1 200', '"me":null', 'HTTP/1.1 200', '"me":null'],
      ...['HTTP/1.1 400', 'BAD_REQUEST'],
    ])
  })

  it('S52: an upgrade that no one offers is an ordinary request', async () => {
    const world = await startWorld({ people: [] })
    const socket = connect(Number(new URL(world.url).port), '127.0.0.1')
    const upgrade = [
      'Connection: Upgrade, close',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
    ]
    socket.write(['GET /health HTTP/1.1', host, ...upgrade, '', ''].join('\r\n'))
    expect(parseAnswer(await text(socket))).toMatchObject({ status: 200, body: '{"status":"ok"}' })
  })
})

it('S52: an error that no one has thought of: 500 in a few words, and in the log', async () => {
  const world = await startWorld({ people: [], env: PRODUCTION })
  const log = captureLog(world.app)
  // Those who ask for the keys gets to what cannot be read.
  Object.defineProperty(world.app.keys, 'public', {
    get() {
      throw new Error('SECRET at /somewhere/else.ts:1:1')
    },
  })
  const answer = await raw(world.url, requestOf('GET /.well-known/jwks.json HTTP/1.1', ['Host: x']))
  expect(parseAnswer(answer).status).toBe(500)
  expectProblem(parseAnswer(answer), 'INTERNAL_SERVER_ERROR')
  expect(answer).not.toContain('SECRET')
  expect(log.events()).toMatchObject([
    { event: 'unexpected_error', error: { stack: expect.stringContaining('SECRET') } },
  ])
})
