import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { send } from '../support/attempts.js'
import { captureLog } from '../support/captured-log.js'
import { parseAnswer, raw } from '../support/raw.js'
import { post, startWorld } from '../support/world.js'

const QUERY = { query: '{ me { id } }' }
const FRONT_END = 'https://app.example.com'
const env = { FRONTEND_URL: `${FRONT_END}/front/` }

/** The headers that let a page of the origin read answers, and the status. */
async function preflight(url: string, origin: string) {
  const { status, headers } = await fetch(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,authorization',
    },
  })
  return { status, ...corsHeaders(headers) }
}

function corsHeaders(headers: Headers) {
  const all = [...headers].filter(([name]) => name.startsWith('access-control-'))
  return Object.fromEntries(all)
}

const ALLOWED = (origin: string) => ({
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': 'Retry-After',
})

describe('browsers may call from', () => {
  it('the front end, and nowhere else', async () => {
    const world = await startWorld({ people: [], env })
    expect(await preflight(world.url, FRONT_END)).toEqual({
      status: 204,
      ...ALLOWED(FRONT_END),
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type,authorization',
      'access-control-max-age': '600',
    })
    const own = await post(world.url, QUERY, { origin: FRONT_END })
    expect(corsHeaders(own.headers)).toEqual(ALLOWED(FRONT_END))
    expect(own.headers.get('vary')).toBe('Origin')
    for (const origin of [
      'https://evil.example',
      'http://app.example.com',
      `${FRONT_END}:8443`,
      `${FRONT_END}.evil.example`,
      'https://APP.example.com',
      'http://localhost:3000',
      'null',
      '',
      '*',
      'x',
    ]) {
      expect({ origin, ...(await preflight(world.url, origin)) }).toEqual({ origin, status: 204 })
      const response = await post(world.url, QUERY, { origin })
      expect({ origin, ...corsHeaders(response.headers) }).toEqual({ origin })
    }
  })

  it('each of CORS_ORIGINS', async () => {
    const CORS_ORIGINS =
      ' https://a.example , https://B.example:443/,capacitor://localhost,http://[::1]:5173'
    const { url } = await startWorld({ people: [], env: { ...env, CORS_ORIGINS } })
    for (const origin of [
      'https://a.example',
      'https://b.example',
      'capacitor://localhost',
      'http://[::1]:5173',
    ]) {
      expect(await preflight(url, origin)).toMatchObject(ALLOWED(origin))
    }
    for (const origin of [FRONT_END, 'capacitor://evil', 'http://localhost:5173', 'null']) {
      expect(await preflight(url, origin)).toEqual({ status: 204 })
    }
  })

  it('any port of this machine while developing', async () => {
    const variables = { ...env, NODE_ENV: 'development', CORS_ORIGINS: 'https://a.example' }
    const { url, app } = await startWorld({ people: [], env: variables })
    app.log.level = 'silent'
    for (const origin of [
      'https://a.example',
      'http://localhost:5173',
      'https://127.0.0.1:1',
      'http://[::1]:8080',
      'http://app.localhost',
    ]) {
      expect(await preflight(url, origin)).toMatchObject(ALLOWED(origin))
    }
    for (const origin of [
      'http://localhost.evil.example',
      'http://evil-localhost',
      'http://localhost:80x',
    ]) {
      expect(await preflight(url, origin)).toEqual({ status: 204 })
    }
  })

  it('elsewhere: the log says so once, and not without end', async () => {
    const world = await startWorld({ people: [], env })
    const log = captureLog(world.app)
    for (let index = 0; index < 3; index += 1) await preflight(world.url, 'https://evil.example')
    expect(log.events()).toMatchObject([
      { level: 30, event: 'origin_refused', origin: 'https://evil.example' },
    ])
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => preflight(world.url, `https://${index}.example`)),
    )
    expect(log.events().length).toBeLessThanOrEqual(100)
  })
})

describe('an answer that tells to wait', () => {
  it('says for how long, and lets pages read it', async () => {
    const world = await startWorld({
      env,
      GRAPHQL_AUTH: { RATE_LIMIT: { loginByAccount: '1/1h' } },
    })
    const logIn = () =>
      send(world, 'tokenAuth', { username: 'user2', password: 'x' }, { origin: FRONT_END })
    await logIn()
    const response = await logIn()
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3000)
    expect(corsHeaders(response.headers)).toEqual(ALLOWED(FRONT_END))
  })
})

describe('the host that a request is for, while developing', () => {
  const development = { ...env, NODE_ENV: 'development', CORS_ORIGINS: 'http://lan.example:3000' }

  async function statusFor(url: string, host: string, path: string): Promise<[number, string]> {
    const answer = await raw(
      url,
      `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    )
    const { status, body } = parseAnswer(answer)
    return [status, body]
  }

  it('is this machine, or a host that a variable names', async () => {
    const { url, app } = await startWorld({ people: [], env: development })
    app.log.level = 'silent'
    for (const host of [
      'localhost:8000',
      'LOCALHOST',
      'a.b.localhost:1',
      '127.0.0.1',
      '[::1]:8000',
      'app.example.com',
      'lan.example:8000',
      '',
    ]) {
      for (const path of ['/graphql?query={me{id}}', '/health']) {
        expect([host, ...(await statusFor(url, host, path))]).toEqual([
          host,
          200,
          expect.any(String),
        ])
      }
    }
  })

  it.each([
    'evil.example',
    'localhost.evil.example',
    'evillocalhost',
    '192.0.2.1',
    '[2001:db8::1]',
    '127.0.0.1.evil.example',
    '%6cocalhost',
    'localhost.',
  ])('is not %s: another name may lead here, and its page would read everything', async (host) => {
    const { url, app } = await startWorld({ people: [], env: development })
    app.log.level = 'silent'
    for (const path of ['/graphql?query={users{edges{node{id}}}}', '/health', '/nowhere']) {
      const [status, body] = await statusFor(url, `${host}:8000`, path)
      expect([path, status]).toEqual([path, 403])
      expect(JSON.parse(body)).toMatchObject({
        errors: [{ extensions: { code: 'HOST_NOT_ALLOWED' } }],
      })
    }
  })

  it('may be an address where the server listens beyond this machine', async () => {
    for (const HOST of ['0.0.0.0', '::', 'box.example']) {
      const { url, app } = await startWorld({ people: [], env: { ...development, HOST } })
      app.log.level = 'silent'
      for (const host of ['192.0.2.1:8000', '[2001:db8::1]:8000', 'localhost']) {
        expect([HOST, host, ...(await statusFor(url, host, '/health'))]).toEqual([
          HOST,
          host,
          200,
          expect.any(String),
        ])
      }
      expect((await statusFor(url, 'evil.example', '/health'))[0]).toBe(403)
    }
  })

  it('is anything otherwise: what is in front of the server sees to it', async () => {
    for (const NODE_ENV of ['production', 'test']) {
      const { url } = await startWorld({ people: [], env: { ...env, NODE_ENV } })
      expect(await statusFor(url, 'evil.example', '/health')).toEqual([200, '{"status":"ok"}'])
    }
  })
})

it('S52: headers of CORS that cannot be said back', async () => {
  const { url } = await startWorld({ people: [], env })
  const { hostname, port } = new URL(url)
  const options = {
    hostname,
    port,
    path: '/graphql',
    method: 'OPTIONS',
    headers: { origin: FRONT_END, 'access-control-request-headers': '\u00ff\u00fe,\tx' },
  }
  const [status, body] = await new Promise<[number | undefined, string]>((resolve, reject) => {
    request(options, async (response) => resolve([response.statusCode, await text(response)]))
      .on('error', reject)
      .end()
  })
  expect([status, body]).toEqual([204, ''])
})
