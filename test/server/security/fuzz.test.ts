import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { effort } from '../support/effort.js'
import { isRelay, leavesOf, mutationNames, mutationOf } from '../support/flavor.js'
import { INSIDES } from '../support/insides.js'
import { startProcesses } from '../support/processes.js'
import { createRandom, type Random } from '../support/random.js'

const COUNT = effort.fuzzRequests
const AT_ONCE = 8

/** The most that a server may have grown to, in bytes. */
const MEMORY = 600_000_000

interface Wild {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
  /** Breaks off in the middle of the body. */
  isTruncated: boolean
}

it(`S52, S56, S59: ${COUNT} wild requests: no 5xx, nothing told, the process lives`, {
  timeout: 120_000 + COUNT * 60,
}, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  const random = createRandom(seed)
  const [server] = (await startProcesses(1)).servers
  if (!server) throw new Error('No server was started.')
  const { refreshToken, token } = await server.enter('user2')
  const secrets = [token, refreshToken, 'user2', '']
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

  for (let done = 0; done < COUNT; done += AT_ONCE) {
    const wild = Array.from({ length: AT_ONCE }, () => wildRequest(random, secrets))
    await Promise.all(
      wild.map(async (one) => {
        const where = `SEED=${seed}: ${describeRequest(one)}`
        const { status, body } = await send(server.url, one, agent).catch((error) => {
          throw new Error(`${error} at ${where}`)
        })
        if (one.isTruncated) return
        expect(status, where).toBeGreaterThanOrEqual(200)
        expect(status, where).toBeLessThan(500)
        expect(body, where).not.toMatch(INSIDES)
        expect(body, where).not.toContain('INTERNAL_SERVER_ERROR')
      }),
    )
  }
  agent.destroy()
  expect(await server.ask('{ me { id } }'), `SEED=${seed}`).toEqual({ data: { me: null } })
  expect((await fetch(`${server.url}/ready`)).status).toBe(200)
  expect(server.output(), `SEED=${seed}`).not.toMatch(/unexpected_error|unhandled|uncaught/)
  for (const secret of [token, refreshToken]) {
    expect(server.output().includes(secret), `SEED=${seed}: a secret is in the log`).toBe(false)
  }
  const memory = await memoryOf(server.pid)
  if (memory === null) console.warn('S56: the memory of a process can be seen on Linux only')
  else expect(memory, `SEED=${seed}`).toBeLessThan(MEMORY)
  expect(await server.kill('SIGTERM')).toBe(0)
})

const METHODS = [
  'POST',
  'POST',
  'POST',
  'POST',
  'POST',
  'GET',
  'PUT',
  'DELETE',
  'OPTIONS',
  'HEAD',
  'PROPFIND',
]
const PATHS = [
  '/graphql',
  '/graphql',
  '/graphql',
  '/graphql',
  '/health',
  '/ready',
  '/',
  '/graphql/',
  '/%00',
  '//',
  '/.well-known/jwks.json',
  '/../x',
  '/graphql?query={me{id}}',
  '/graphql?query=%',
  '/graphql?variables={',
]
const TYPES = [
  'application/json',
  'application/json',
  'application/json',
  'application/json',
  'application/graphql+json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  '',
  'x'.repeat(3000),
]
const TEXTS = [
  '',
  ' ',
  'user2',
  'user2@email.com',
  '123456',
  '\u0000',
  '\ud800',
  '\u202e',
  '😀'.repeat(50),
  'é',
  "' OR 1=1 --",
  '%',
  '_',
  '\\',
  '__proto__',
  'constructor',
  '<script>',
  '\r\nBcc: a@b.c',
  '../../etc/passwd',
  'VXNlck5vZGU6Mg==',
  'a'.repeat(5000),
  '{{7*7}}',
  '$' + '{7*7}',
  'null',
  '-1',
  '1e999',
]
const QUERIES = [
  '{ me { id } }',
  '{ users { edges { node { id } } } }',
  '{ user(id: "x") { id } }',
  'mutation { __typename }',
  'subscription { a }',
  '{ __schema { types { name } } }',
  'query A { me { id } } query B { me { id } }',
  '{ ...A } fragment A on Query { ...A }',
  'query ($a: Int = 1) { users(first: $a) { edges { cursor } } }',
  '{ me { id @skip(if: $x) } }',
  '"""',
  '{',
  '}',
  '#',
  '\ufeff{ me { id } }',
]

function wildRequest(random: Random, secrets: readonly string[]): Wild {
  const method = random.pick(METHODS)
  const headers: Record<string, string> = { 'content-type': random.pick(TYPES) }
  if (random.chance(0.3))
    headers.authorization = `${random.pick(['JWT', 'Bearer', 'Basic', ''])} ${random.pick([...secrets, 'a.b.c', 'x'.repeat(4000)])}`
  if (random.chance(0.2))
    headers.accept = random.pick([
      '*/*',
      'text/html',
      'text/event-stream',
      'multipart/mixed',
      'x',
      ',,;q=',
      'application/json;charset=x',
    ])
  if (random.chance(0.1))
    headers['x-forwarded-for'] = random.pick(['1.2.3.4', '::1', 'x', ',', 'a'.repeat(2000)])
  if (random.chance(0.1)) headers.cookie = random.pick(['a=b', '=', ';;;', 'x'.repeat(2000)])
  if (random.chance(0.1)) headers.origin = random.pick(['https://evil.example', 'null', 'x'])
  if (random.chance(0.1))
    headers['user-agent'] = random.pick(['\u00ff\u00fe', 'x'.repeat(2000), ''])
  const body = wildBody(random, secrets)
  return {
    method,
    path: random.pick(PATHS),
    headers,
    body,
    isTruncated: method === 'POST' && random.chance(0.03),
  }
}

function wildBody(random: Random, secrets: readonly string[]): Buffer {
  const kind = random.whole(10)
  if (kind === 0)
    return Buffer.from(Array.from({ length: random.whole(300) }, () => random.whole(256)))
  if (kind === 1) return Buffer.from(JSON.stringify(wildValue(random, 0)))
  const bytes = Buffer.from(JSON.stringify(wildParams(random, secrets)))
  if (kind === 2) return bytes.subarray(0, random.whole(bytes.length))
  if (kind === 3) return damaged(bytes, random)
  return bytes
}

function wildParams(random: Random, secrets: readonly string[]): object {
  if (random.chance(0.5)) {
    const { query, variables } = mutationOf(
      random.pick(mutationNames),
      wildArguments(random, secrets),
    )
    return { query, variables }
  }
  const query = random.chance(0.7) ? random.pick(QUERIES) : wildQuery(random)
  return {
    query,
    ...(random.chance(0.5) && { variables: wildValue(random, 0) }),
    ...(random.chance(0.2) && { operationName: wildValue(random, 3) }),
    ...(random.chance(0.1) && { extensions: wildValue(random, 2) }),
    ...(random.chance(0.05) && { [random.pick(TEXTS)]: 1 }),
  }
}

const ARGUMENTS = [
  'email',
  'username',
  'password',
  'password1',
  'password2',
  'oldPassword',
  'newPassword1',
  'newPassword2',
  'token',
  'refreshToken',
  'firstName',
  'lastName',
  'id',
  'input',
  '__proto__',
]

function wildArguments(random: Random, secrets: readonly string[]): Record<string, unknown> {
  const names = ARGUMENTS.filter(() => random.chance(0.6))
  return Object.fromEntries(
    names.map((name) => [
      name,
      random.chance(0.8) ? random.pick([...TEXTS, ...secrets]) : wildValue(random, 2),
    ]),
  )
}

/** A query out of words that belong into one, in no good order. */
function wildQuery(random: Random): string {
  const words = [
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ':',
    '$a',
    '@skip',
    '...',
    'on',
    'users',
    'edges',
    'node',
    'first',
    '1',
    '"x"',
    '!',
    '|',
    'mutation',
    'fragment',
    ...leavesOf('UserNode'),
  ]
  const size = random.chance(0.1) ? 5000 : 40
  return Array.from({ length: random.whole(size) }, () => random.pick(words)).join(' ')
}

function wildValue(random: Random, depth: number): unknown {
  if (depth === 0 && random.chance(0.05)) return nested(random.whole(2000))
  const kind = random.whole(depth > 3 ? 6 : 8)
  if (kind === 0) return null
  if (kind === 1) return random.pick([0, -1, 1.5, 2 ** 31, 1e308, Number.MAX_SAFE_INTEGER])
  if (kind === 2) return random.chance(0.5)
  if (kind < 6) return random.pick(TEXTS)
  const values = Array.from({ length: random.whole(4) }, () => wildValue(random, depth + 1))
  if (kind === 6) return values
  return Object.fromEntries(values.map((value) => [random.pick([...TEXTS, ...ARGUMENTS]), value]))
}

function nested(depth: number): unknown {
  let value: unknown = isRelay
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}

function damaged(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes)
  for (let times = 0; times < 3; times += 1) copy[random.whole(copy.length)] = random.whole(256)
  return copy
}

function describeRequest({ method, path, headers, body }: Wild): string {
  return `${method} ${path} ${JSON.stringify(headers)} ${body.toString('latin1')}`.slice(0, 2000)
}

async function send(
  url: string,
  wild: Wild,
  agent: Agent,
): Promise<{ status: number; body: string }> {
  const { method, path, headers, body, isTruncated } = wild
  const { hostname, port } = new URL(url)
  const length = String(body.length + (isTruncated ? 10 : 0))
  const options = { hostname, port, method, path, agent: isTruncated ? false : agent }
  return new Promise((resolve, reject) => {
    const client = request({ ...options, headers: { ...headers, 'content-length': length } })
    client.on('error', (error) => (isTruncated ? resolve({ status: 0, body: '' }) : reject(error)))
    client.on('response', (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject)
    })
    if (isTruncated) client.write(body, () => client.destroy())
    else client.end(body)
  })
}

/** What a process takes of the memory, in bytes; null where that cannot be seen. */
async function memoryOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}
