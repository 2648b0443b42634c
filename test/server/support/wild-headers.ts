import { HEADERS } from '../../support/headers.js'
import type { Random } from './random.js'

const HOSTS = [
  ...[
    'x',
    'localhost:8000',
    '127.0.0.1',
    '[::1]:1',
    'evil.example',
    '',
    ' ',
    'a b',
    '[',
    ']',
    '[::1',
  ],
  ...['x:99999', 'x:y', 'x:', ':', '@', 'u:p@x', 'x/y', 'x?y', 'x#y', '\\', '<>', '"', '%', '%00'],
  ...[
    '\u00e4',
    '\u0080',
    'x,y',
    '..',
    '999.999.999.999',
    '0',
    '__proto__',
    'x'.repeat(5000),
    '{',
    '^',
  ],
]

/** By name: what it may be. */
const VALUES: Record<string, readonly string[]> = {
  Accept: ['*/*', 'text/html', 'text/event-stream', 'multipart/mixed', 'x', ',,;q=', '', '\u00ff'],
  Authorization: ['JWT a.b.c', 'Bearer ', 'JWT \u00ff', 'x'.repeat(6000), '', 'Basic eDp5'],
  'Content-Encoding': ['gzip', 'br', 'deflate', 'identity', 'x', 'gzip, gzip', ''],
  'Content-Type': [
    ...['application/json', 'application/json;charset=utf-16', 'application/json; charset="', ''],
    ...['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'],
    ...[
      'multipart/form-data',
      'application/graphql',
      'application/graphql-response+json',
      'x',
      '/',
    ],
  ],
  Cookie: [
    ...[
      'JWT=x',
      '__Host-JWT=a.b.c; JWT-refresh-token=x',
      '=',
      ';;;',
      'a',
      'JWT=%E0%A4%A',
      'x=100%',
    ],
    ...['JWT="', 'JWT=\u00ff', `JWT=${'x'.repeat(5000)}`, 'a=b; '.repeat(400), '__proto__=x'],
  ],
  Connection: ['keep-alive', 'upgrade', 'x', '', 'close, close', 'host', 'content-length'],
  Expect: ['100-continue', '200-ok', '', 'x'],
  Forwarded: ['host=evil.example', 'for=[', ''],
  Origin: ['https://example.com', 'https://evil.example', 'null', 'x', '', '*', '\u00ff'],
  'Access-Control-Request-Headers': ['content-type', '\u00ff', ',', '*', 'x'.repeat(3000)],
  'Access-Control-Request-Method': ['POST', 'x', ''],
  'Sec-Fetch-Site': ['same-origin', 'cross-site', 'x'],
  TE: ['trailers', 'x'],
  Trailer: ['x', 'Host'],
  Upgrade: ['websocket', 'h2c', 'x', ''],
  'User-Agent': ['x', '\u00ff\u00fe', '', 'x'.repeat(3000)],
  'X-Forwarded-For': ['1.2.3.4', '::1', 'x', ',', ' , ,', 'x'.repeat(3000), '1.2.3.4, \u00ff'],
  'X-Forwarded-Host': ['evil.example', '['],
  'X-Http-Method-Override': ['DELETE', ''],
}

export const ODD_HEADERS = [
  ...['', ':', ': x', 'x', 'A B: x', 'A : x', ' A: x', 'A\t: x', '\u00e4: x', '__proto__: x'],
  ...[
    'constructor: x',
    'A: \u0000',
    'A: \u0001',
    'A: \u007f',
    'A:\tx',
    'A:  x  ',
    'A: x\r',
    'A: x\n b',
  ],
  ...['(): x', 'A:', '"A": x', 'Host', 'set-cookie: x', ':authority: x', ':path: /', 'HTTP/1.1'],
]

/** Headers of a request, some of them odd, doubled or far too many. */
export function wildHeaders(random: Random): string[] {
  const hosts = random.chance(0.9) ? [random.chance(0.6) ? 'x' : random.pick(HOSTS)] : []
  if (random.chance(0.03)) hosts.push(random.pick(HOSTS))
  const named = Object.entries(VALUES).flatMap(([name, values]) =>
    random.chance(0.12) ? [`${name}: ${random.pick(values)}`] : [],
  )
  const own = Object.entries(HEADERS).flatMap(([name, value]) =>
    random.chance(0.8) ? [`${name}: ${value}`] : [],
  )
  const odd = random.chance(0.1) ? [random.pick(ODD_HEADERS)] : []
  const many = random.chance(0.02) ? random.pick([100, 900, 2100]) : 0
  return [
    ...hosts.map((host) => `Host: ${host}`),
    ...own,
    ...named,
    ...odd,
    ...Array.from({ length: many }, (_, index) => `A${index}: x`),
  ]
}
