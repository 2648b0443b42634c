import { describe, expect, it } from 'vitest'
import { captureLog } from '../support/captured-log.js'
import { mutationOf } from '../support/flavor.js'
import { INSIDES } from '../support/insides.js'
import { PASSWORD } from '../support/people.js'
import { raw } from '../support/raw.js'
import { post, startWorld, type World } from '../support/world.js'

const LOGIN = mutationOf('tokenAuth', { username: 'user2', password: PASSWORD })

/** Sends what one likes. @returns the status and the JSON of the answer */
async function send(
  { url }: Pick<World, 'url'>,
  { path = '/graphql', ...init }: RequestInit & { path?: string },
) {
  const response = await fetch(`${url}${path}`, { method: 'POST', ...init })
  const body = await response.text()
  expect(body).not.toMatch(INSIDES)
  return { status: response.status, headers: response.headers, body }
}

function errorsOf(body: string) {
  const { errors, ...rest } = JSON.parse(body)
  expect(rest).toEqual({})
  return errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code)
}

const json = { 'content-type': 'application/json' }

describe('S60: requests that a form of a foreign page could send', () => {
  it.each([
    ['a form', 'application/x-www-form-urlencoded', new URLSearchParams({ query: LOGIN.query })],
    ['text', 'text/plain', JSON.stringify(LOGIN)],
    ['text that calls itself JSON too', 'text/plain; application/json', JSON.stringify(LOGIN)],
    ['GraphQL', 'application/graphql', 'mutation { __typename }'],
    ['nothing in particular', '', JSON.stringify(LOGIN)],
    ['a list of media types', 'text/plain, application/json', JSON.stringify(LOGIN)],
  ])('S60: %s: 415, and nothing is done', async (_name, contentType, body) => {
    const world = await startWorld()
    const before = await world.everybody()
    const headers = { 'content-type': contentType }
    const answer = await send(world, { headers, body: String(body) })
    expect(answer.status).toBe(415)
    expect(errorsOf(answer.body)).toEqual(['UNSUPPORTED_MEDIA_TYPE'])
    expect(await world.everybody()).toEqual(before)
  })

  it('S60: a form with files: 415, and nothing is done', async () => {
    const world = await startWorld()
    const before = await world.everybody()
    const body = new FormData()
    body.set('operations', JSON.stringify(LOGIN))
    body.set('map', '{"0":["variables.__proto__.x"]}')
    body.set('0', new File(['x'], 'x.txt'))
    const answer = await send(world, { body })
    expect(answer.status).toBe(415)
    expect(errorsOf(answer.body)).toEqual(['UNSUPPORTED_MEDIA_TYPE'])
    expect(await world.everybody()).toEqual(before)
  })

  it('S60: a mutation by GET: 405, and nothing is done', async () => {
    const world = await startWorld()
    const before = await world.everybody()
    const variables = JSON.stringify(LOGIN.variables)
    const search = new URLSearchParams({ query: LOGIN.query, variables })
    const answer = await send(world, { method: 'GET', path: `/graphql?${search}` })
    expect(answer.status).toBe(405)
    expect(errorsOf(answer.body)).toHaveLength(1)
    expect(await world.everybody()).toEqual(before)
  })

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/graphql+json',
  ])('JSON as %s is taken', async (contentType) => {
    const world = await startWorld({ people: [] })
    const headers = { 'content-type': contentType }
    const answer = await send(world, { headers, body: '{"query":"{ me { id } }"}' })
    expect(answer).toMatchObject({ status: 200, body: '{"data":{"me":null}}' })
  })
})

describe('S52: what is not a request of GraphQL', () => {
  it.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['no JSON', '{"query": "SECRET'],
    ['a number', '5'],
    ['null', 'null'],
    ['a text', '"SECRET"'],
    ['a list', '[]'],
    ['a batch', '[{"query":"{ me { id } }"},{"query":"{ me { id } }"}]'],
    ['an object without a query', '{}'],
    ['a query that is a number', '{"query":5}'],
    ['a query that is null', '{"query":null}'],
    ['a query that is an object', '{"query":{"SECRET":1}}'],
    ['variables that are a text', '{"query":"{ me { id } }","variables":"SECRET"}'],
    ['variables that are a list', '{"query":"{ me { id } }","variables":["SECRET"]}'],
    ['the name of an operation that is an object', '{"query":"{ me { id } }","operationName":{}}'],
    ['extensions that are a text', '{"query":"{ me { id } }","extensions":"SECRET"}'],
    [
      'bytes that are not UTF-8',
      Uint8Array.from([...Buffer.from('{"query":"{ me { id } }'), 0xff, 0xfe, 0x22, 0x7d]),
    ],
    ['bytes of zero', new Uint8Array(100)],
  ])('S52: %s: 400, one error, which repeats nothing', async (_name, body) => {
    const world = await startWorld({ people: [] })
    const log = captureLog(world.app)
    const answer = await send(world, { headers: json, body: Buffer.from(body) })
    expect(answer.status).toBe(400)
    expect(errorsOf(answer.body)).toEqual(['BAD_REQUEST'])
    expect(answer.body).not.toContain('SECRET')
    expect(log.events()).toEqual([])
  })

  it.each([
    ['no query', '', 'BAD_REQUEST'],
    ['variables that are not JSON', '?query={me{id}}&variables={SECRET', 'BAD_REQUEST'],
    ['variables that are a number', '?query={me{id}}&variables=5', 'BAD_REQUEST'],
    ['extensions that are not JSON', '?query={me{id}}&extensions={SECRET', 'BAD_REQUEST'],
    ['a query that cannot be parsed', '?query={me{', 'GRAPHQL_PARSE_FAILED'],
    ['half of an escape', '?query=%7Bme%7Bid%7D%7D&variables=%E0%A4%A', 'BAD_REQUEST'],
  ])('S52: GET with %s: 400', async (_name, search, code) => {
    const world = await startWorld({ people: [] })
    const answer = await send(world, { method: 'GET', path: `/graphql${search}` })
    expect(answer.status).toBe(400)
    expect(errorsOf(answer.body)).toEqual([code])
    expect(answer.body).not.toContain('SECRET')
  })

  it.each([
    ['a query that cannot be parsed', { query: '{ me {' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ me { passwort } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'an unknown operation',
      { query: 'query A { me { id } }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a variable of the wrong type',
      {
        query: 'query ($a: Int!) { users(first: $a) { edges { cursor } } }',
        variables: { a: 'x' },
      },
      'BAD_REQUEST',
    ],
    [
      'a variable that is missing',
      { query: 'query ($a: Int!) { users(first: $a) { edges { cursor } } }' },
      'BAD_REQUEST',
    ],
    ['a subscription', { query: 'subscription { me { id } }' }, 'BAD_REQUEST'],
  ])('S52: %s: 400, whatever answer is wanted', async (_name, body, code) => {
    const world = await startWorld({ people: [] })
    for (const accept of ['*/*', 'application/json', 'application/graphql-response+json']) {
      const headers = { ...json, accept }
      const answer = await send(world, { headers, body: JSON.stringify(body) })
      expect({ accept, status: answer.status }).toEqual({ accept, status: 400 })
      expect(errorsOf(answer.body)).toEqual([code])
    }
  })

  it.each([
    ...['text/html', 'image/png', 'application/json;charset=iso-8859-1', 'nonsense', ''],
    ...['text/event-stream', 'multipart/mixed'],
  ])('S52: is answered in JSON though only %j is accepted: all is done by then', async (accept) => {
    const world = await startWorld()
    const headers = { ...json, accept }
    const answer = await send(world, { headers, body: JSON.stringify(LOGIN) })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(JSON.parse(answer.body)).toMatchObject({ data: { tokenAuth: { success: true } } })
  })

  it.each([
    ['production', 'Cannot query field "usernam" on type "UserNode".'],
    ['development', 'Cannot query field "usernam" on type "UserNode". Did you mean "username"?'],
  ])('S56: in %s, a typo is answered with: %s', async (NODE_ENV, message) => {
    const env = { NODE_ENV, FRONTEND_URL: 'https://example.com' }
    const { app, ask } = await startWorld({ people: [], env })
    app.log.level = 'silent'
    expect((await ask('{ me { usernam } }')).errors).toMatchObject([{ message }])
  })
})

describe('S52: addresses and methods', () => {
  it.each([
    ['GET', '/'],
    ['POST', '/'],
    ['GET', '/graphql2'],
    ['GET', '/constructor'],
    ['GET', '/__proto__'],
    ['GET', '/../../etc/passwd'],
    ['GET', '/%2e%2e/%00'],
    ['GET', '//'],
    ['DELETE', '/nowhere'],
  ])('S52: %s %s: 404 in a few words', async (method, path) => {
    const world = await startWorld({ people: [] })
    const answer = await send(world, { method, path })
    expect(answer.status).toBe(404)
    expect(errorsOf(answer.body)).toEqual(['NOT_FOUND'])
  })

  it.each(['PUT', 'PATCH', 'DELETE', 'HEAD'])(
    'S52: %s: 405, and what is allowed',
    async (method) => {
      const world = await startWorld({ people: [] })
      const body = method === 'HEAD' ? null : '{"query":"{ me { id } }"}'
      const { status, headers } = await send(world, { method, headers: json, body })
      expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'GET, POST' })
      for (const path of ['/health', '/ready', '/.well-known/jwks.json']) {
        const answer = await send(world, { method, path })
        expect(answer.status).toBe(method === 'HEAD' ? 200 : 405)
      }
    },
  )

  it('S52: an address with a host in it is that of this server', async () => {
    const { url } = await startWorld({ people: [] })
    const target = 'http://evil.example/graphql?query={me{id}}'
    expect(
      await raw(url, `GET ${target} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`),
    ).toContain('{"data":{"me":null}}')
  })

  it.each([
    ['no HTTP', 'SECRET\r\n\r\n'],
    ['no host', 'GET /graphql HTTP/1.1\r\n\r\n'],
    ['a control character in a header', 'GET /health HTTP/1.1\r\nHost: x\r\nA: \u0001\r\n\r\n'],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
    ],
    [
      'a length and chunks',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
  ])('S52: %s: 400 and the end of the connection', async (_name, request) => {
    const world = await startWorld({ people: [] })
    const answer = await raw(world.url, request)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).not.toMatch(INSIDES)
    expect(await world.ask('{ me { id } }')).toEqual({ data: { me: null } })
  })
})

describe('S29: the header of the token', () => {
  it.each([
    ['JWT', 10_000],
    ['Bearer', 10_000],
    ['JWT a.b.', 10_000],
    ['', 10_000],
  ])('S29: %j and 10 KB: no one in particular', async (prefix, length) => {
    const { ask } = await startWorld({ people: [] })
    const authorization = `${prefix} ${'x'.repeat(length)}`
    expect(await ask('{ me { id } }', {}, { authorization })).toEqual({ data: { me: null } })
  })

  it('S29: 20 KB: 431', async () => {
    const { url } = await startWorld({ people: [] })
    const response = await post(
      url,
      { query: '{ me { id } }' },
      { authorization: `JWT ${'x'.repeat(20_000)}` },
    )
    expect(response.status).toBe(431)
  })

  it.each([
    'JWT',
    'JWT ',
    'JWT null',
    'JWT [object Object]',
    'JWT {"a":1}',
    'JWT ..',
    'JWT eyJhbGciOiJub25lIn0..',
    `JWT ${Buffer.from('null').toString('base64url')}.${Buffer.from('null').toString('base64url')}.x`,
    `JWT ${Buffer.from('{"alg":"HS256","kid":["a"]}').toString('base64url')}.e30.x`,
    `JWT ${Buffer.from('{"alg":"HS256","kid":"__proto__"}').toString('base64url')}.e30.x`,
    'JWT \u00ff\u00fe.\u00ff.\u00ff',
    'jwt\ta.b.c',
    'Bearer JWT a.b.c',
    'Basic dXNlcjI6MTIzNDU2',
    ',,,,',
  ])('S29: %j: no one in particular', async (authorization) => {
    const { ask } = await startWorld({ people: [] })
    expect(await ask('{ me { id } }', {}, { authorization })).toEqual({ data: { me: null } })
  })

  it('S29: two of them: no one in particular, or who the first one says', async () => {
    const { url, enter } = await startWorld()
    const { token } = await enter('user2')
    const body = '{"query":"{ me { username } }"}'
    const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n`
    const answer = await raw(
      url,
      `${head}Authorization: JWT ${token}\r\nAuthorization: JWT x\r\n\r\n${body}`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  })
})

describe('headers of answers', () => {
  it('keep tokens out of caches, and pages of others away', async () => {
    const world = await startWorld({ people: [] })
    for (const request of [
      { headers: json, body: '{"query":"{ me { id } }"}' },
      { headers: json, body: '{' },
      { method: 'GET', path: '/health' },
      { method: 'GET', path: '/nowhere' },
    ]) {
      const { headers } = await send(world, request)
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      })
      expect(headers.has('x-powered-by')).toBe(false)
    }
  })

  it('let GraphiQL be shown, but in no frame', async () => {
    const env = { NODE_ENV: 'development' }
    const { url } = await startWorld({ people: [], env })
    const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } })
    expect(await page.text()).toContain('<!doctype html>')
    expect(page.headers.get('x-frame-options')).toBe('DENY')
  })
})
