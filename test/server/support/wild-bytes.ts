import type { Random } from './random.js'
import { ODD_HEADERS, wildHeaders } from './wild-headers.js'

// What may come by a connection: requests, most of them damaged in one or several places.

/** One that is whole is answered by what it asks for, any other by what is wrong with it. */
export function wildBytes(random: Random): Buffer {
  const line = requestLine(random)
  const body = random.chance(0.6) ? wildBody(random) : ''
  const { fields, sent } = framed(body, random)
  const newline = random.chance(0.97) ? '\r\n' : random.pick(['\n', '\r', '\n\r'])
  const head = shuffled([...wildHeaders(random), ...fields], random)
  const text = [line, ...head, '', ''].join(newline) + sent
  return damaged(Buffer.from(text, 'latin1'), random)
}

const METHODS = [
  ...['GET', 'GET', 'GET', 'POST', 'POST', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'],
  ...[
    'TRACE',
    'CONNECT',
    'PROPFIND',
    'M-SEARCH',
    'QUERY',
    'PURGE',
    'get',
    'PRI',
    '',
    'X'.repeat(99),
  ],
]

const TARGETS = [
  ...['/graphql', '/graphql', '/graphql', '/graphql/', '//graphql', '/health', '/ready', '/', '*'],
  ...[
    '/graphql?query={me{id}}',
    '/graphql?query=%7Bme%7Bid%7D%7D&x',
    '/graphql?query=%',
    '/graphql?',
  ],
  ...['/graphql?extensions={}', '/graphql?variables=%ff', '/.well-known/jwks.json', '/graphql#x'],
  ...['http://x/graphql', 'https://[::1]:1/graphql', 'http://', 'http://[', 'x://y/graphql'],
  ...['/%', '/%00', '/%ff', '/%zz', '/..', '/../..//graphql', '/.', '/a/../graphql', '/\\graphql'],
  ...[
    'graphql',
    '?',
    '#',
    ':',
    'x:80',
    '/\u0000',
    '/\u0001',
    '/\u00ff',
    '/a b',
    '/\t',
    '//',
    '///x//',
  ],
  ...['/__proto__', '/constructor', '/graphql?__proto__[x]=1', `/${'x'.repeat(9000)}`],
  ...[`/graphql?query={${'a'.repeat(7000)}}`, `/${'x'.repeat(17_000)}`, `/${'/'.repeat(5000)}`],
]

const VERSIONS = [
  ...Array.from({ length: 20 }, () => 'HTTP/1.1'),
  ...['HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'HTTP/1.2', 'HTTP/9', 'http/1.1', 'X', ''],
]

function requestLine(random: Random): string {
  return `${random.pick(METHODS)} ${random.pick(TARGETS)} ${random.pick(VERSIONS)}`
}

const BODIES = [
  ...[
    '{"query":"{ me { id } }"}',
    '{"query":"{ me { id } }"}',
    '{"query":"mutation { __typename }"}',
  ],
  ...['{"query":"{"}', '{', '', 'null', '[]', '"', '{"query":1}', '{"query":"\\ud800"}', 'query=x'],
  ...[
    '{"query":"{ users { edges { node { id } } } }"}',
    '{"query":"{ __schema { types { name } } }"}',
  ],
  ...['{"extensions":{"persistedQuery":{}}}', '--x\r\n\r\n--x--', '\u00ff\u00fe{\u0000}', '\u0000'],
  ...[
    '\u001f\u008b\u0008\u0000',
    `{"query":"${'x'.repeat(20_000)}"}`,
    '{"__proto__":{"query":"{me{id}}"}}',
  ],
]

function wildBody(random: Random): string {
  if (random.chance(0.9)) return random.pick(BODIES)
  return Array.from({ length: random.whole(200) }, () =>
    String.fromCharCode(random.whole(256)),
  ).join('')
}

/** How the end of a body is told, and what is sent of it. */
function framed(body: string, random: Random): { fields: string[]; sent: string } {
  const length = `Content-Length: ${body.length}`
  const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
  const chunked = 'Transfer-Encoding: chunked'
  if (random.chance(0.7)) return { fields: [length], sent: body }
  if (random.chance(0.4)) return { fields: [chunked], sent: chunk }
  const claimed = random.pick([
    '-1',
    '1',
    '999999999',
    '1e3',
    '0x10',
    '',
    'x',
    '99999999999999999999',
  ])
  return random.pick([
    { fields: [], sent: body },
    { fields: [`Content-Length: ${claimed}`], sent: body },
    { fields: [length, `Content-Length: ${claimed}`], sent: body },
    { fields: [length, chunked], sent: chunk },
    { fields: [chunked], sent: body },
    {
      fields: [chunked],
      sent: `${random.pick(['x', '-1', 'fffffffffffffffff', '5;x=y'])}\r\n${body}`,
    },
    {
      fields: [chunked],
      sent: chunk.replace('0\r\n\r\n', `0\r\n${random.pick(ODD_HEADERS)}\r\n\r\n`),
    },
    {
      fields: [`Transfer-Encoding: ${random.pick(['gzip', 'x', 'chunked, chunked', ''])}`],
      sent: chunk,
    },
  ])
}

function shuffled(items: readonly string[], random: Random): string[] {
  if (random.chance(0.5)) return [...items]
  return items
    .map((item): [number, string] => [random.whole(1_000_000), item])
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)
}

/** Some bytes are other ones, and some requests come twice or break off. */
function damaged(bytes: Buffer, random: Random): Buffer {
  if (random.chance(0.05)) return bytes.subarray(0, 1 + random.whole(bytes.length))
  if (random.chance(0.05)) return Buffer.concat([bytes, bytes])
  if (random.chance(0.9)) return bytes
  const copy = Buffer.from(bytes)
  const count = 1 + random.whole(4)
  for (let done = 0; done < count; done += 1) copy[random.whole(copy.length)] = random.whole(256)
  return copy
}
