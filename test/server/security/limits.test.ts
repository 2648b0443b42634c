import { request } from 'node:http'
import bcrypt from 'bcrypt'
import { getIntrospectionQuery, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { exampleOperations } from '../../../src/graphql/graphiql.js'
import { documentCache } from '../../../src/graphql/yoga.js'
import { costOf } from '../support/cost.js'
import { mutationOf, mutationText } from '../support/flavor.js'
import { PASSWORD } from '../support/people.js'
import { statementsOf } from '../support/statements.js'
import { post, startWorld, type World } from '../support/world.js'

/**
 * In milliseconds of the processor. S42 and S56 say 50, which is half of what hashing a password costs:
 * measured so, a busy machine slows both down.
 */
const AT_ONCE = (await costOf(() => bcrypt.hash('correct horse', 11))) / 2

const CYCLE = 'edges { node { ...F } } '.repeat(40)

/** What S56 lists, and the like. */
const TOO_LARGE: [name: string, request: { query: string; variables?: object }][] = [
  [
    'a cyclic query of 6 KB',
    { query: `{ users { ...F } } fragment F on X { ${CYCLE.repeat(6)} }` },
  ],
  ['15 KB of ..{', { query: '..{'.repeat(5000) }],
  ['20 KB of [[[', { query: `{ users(first: ${'['.repeat(20_000)}` }],
  ['20 KB of {{{', { query: '{a'.repeat(10_000) }],
  ['40 KB of fields that there are not', { query: `{ ${wordsOf(8000)} }` }],
  ['1000 aliases', { query: `{ ${aliases(1000, '__typename')} }` }],
  ['16 aliases', { query: `{ ${aliases(16, 'me { id }')} }` }],
  [
    '16 aliases in fragments',
    { query: `{ ...A ...A } fragment A on Query { ${aliases(8, 'me { id }')} }` },
  ],
  ['1000 mutations', { query: `mutation { ${aliases(1000, '__typename')} }` }],
  [
    '6 mutations in fragments',
    { query: 'mutation { ...A ...A } fragment A on Mutation { __typename __typename __typename }' },
  ],
  ['100 logins', { query: `mutation { ${aliases(100, tokenAuth())} }` }],
  ['11 levels', { query: levels(11) }],
  [
    '11 levels in fragments',
    { query: `{ ...A } fragment A on Query { a { ...B } } fragment B on X ${levels(10)}` },
  ],
  ['21 directives', { query: `{ me { id ${'@skip(if: false) '.repeat(21)} } }` }],
  [
    '21 directives of spreads',
    { query: `{ me { ${'...A @skip(if: false) '.repeat(21)} } } fragment A on UserNode { id }` },
  ],
  ['4 pages of users', { query: `{ ${aliases(4, 'users { edges { cursor } }')} }` }],
  [
    '4 pages of users in fragments',
    {
      query:
        '{ ...A ...A } fragment A on Query { a: users { __typename } b: users { __typename } }',
    },
  ],
  [
    'a page of users and a search',
    {
      query:
        'query ($q: String) { a: users { __typename } b: users(username_Icontains: $q) { __typename } }',
    },
  ],
  [
    'two searches',
    { query: `{ ${aliases(2, 'users(username_Istartswith: "a") { __typename }')} }` },
  ],
  ['two pages far away', { query: `{ ${aliases(2, 'users(offset: 9) { __typename }')} }` }],
  ['1001 tokens', { query: `{ ${'__typename '.repeat(999)}}` }],
]

function wordsOf(count: number): string {
  return Array.from({ length: count }, (_, index) => `f${index}`).join(' ')
}

function aliases(count: number, field: string): string {
  return Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ')
}

function tokenAuth(): string {
  return mutationText('tokenAuth', `username: "user2", password: "${PASSWORD}"`)
    .replace('mutation {', '')
    .replace(/}$/, '')
}

function levels(count: number): string {
  return `${'{ a '.repeat(count)}${'}'.repeat(count)}`
}

async function answerTo({ url }: World, body: object) {
  const response = await post(url, body)
  return { status: response.status, text: await response.text() }
}

describe('S56: a request that asks for too much', () => {
  it.each(TOO_LARGE)('S56: %s: one error, 400, at once', async (_name, body) => {
    const world = await startWorld({ people: [] })
    const { status, text } = await answerTo(world, body)
    const { errors, ...rest } = JSON.parse(text)
    expect({ status, rest, count: errors.length }).toEqual({ status: 400, rest: {}, count: 1 })
    expect(errors[0].extensions.code).toMatch(/^(LIMIT_EXCEEDED|GRAPHQL_PARSE_FAILED)$/)
    expect(text.length).toBeLessThan(500)
    expect(await costOf(() => answerTo(world, body))).toBeLessThan(AT_ONCE)
  })

  it('S56: users(first: 1000000): the error that is documented', async () => {
    const world = await startWorld({ people: [] })
    const body = { query: '{ users(first: 1000000) { edges { cursor } } }' }
    const { errors } = JSON.parse((await answerTo(world, body)).text)
    expect(errors[0].message).toMatch(/^Requesting 1000000 records on the `users` connection/)
    expect(await costOf(() => answerTo(world, body))).toBeLessThan(AT_ONCE)
  })

  it('S56: whether there are more users is looked up once, whatever the aliases', async () => {
    const world = await startWorld()
    const askFor = (pageInfo: string) =>
      statementsOf(world.app, () =>
        answerTo(world, { query: `{ users(username_Icontains: "zzz") { ${pageInfo} } }` }),
      )
    const usual = await askFor('pageInfo { hasNextPage hasPreviousPage }')
    const page = 'pageInfo { hasNextPage hasPreviousPage a: hasNextPage b: hasPreviousPage }'
    expect(await askFor(aliases(5, page))).toEqual(usual)
  })

  it('S56: lists inside each other in variables: 400 at once', async () => {
    const { url } = await startWorld({ people: [] })
    const deep = `${'['.repeat(40_000)}${']'.repeat(40_000)}`
    const query = 'query ($first: Int) { users(first: $first) { edges { cursor } } }'
    const ask = () => postText(url, `{"query":"${query}","variables":{"first":${deep}}}`)
    const response = await ask()
    expect(response.status).toBe(400)
    expect((await response.text()).length).toBeLessThan(500)
    expect(await costOf(ask)).toBeLessThan(AT_ONCE)
  })
})

it('S56: documents that were parsed are remembered, but only the newest', () => {
  const { documentCache: cache, errorCache } = documentCache()
  const document = parse('{ me { id } }')
  for (let index = 0; index < 1000; index += 1) cache.set(`{ me${index} { id } }`, document)
  expect(cache.get('{ me999 { id } }')).toBe(document)
  expect(cache.get('{ me0 { id } }')).toBeUndefined()
  errorCache.set('{', new Error('no GraphQL'))
  expect(errorCache.get('{')).toBeUndefined()
})

describe('what everyone asks for passes', () => {
  it('S56: the introspection query of GraphiQL and of graphql-js, with everything in it', async () => {
    const { ask } = await startWorld({ people: [], GRAPHQL_AUTH: { INTROSPECTION: true } })
    const everything = {
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    }
    for (const options of [{}, everything]) {
      const { data, errors } = await ask(getIntrospectionQuery(options))
      expect(errors).toBeUndefined()
      expect(data).toHaveProperty('__schema')
    }
  })

  it('S56: every operation that GraphiQL opens with', async () => {
    const { ask } = await startWorld()
    for (const operation of exampleOperations) {
      expect((await ask(operation)).errors, operation).toBeUndefined()
    }
  })

  it('S56: a page with all there is about users, twice', async () => {
    const { ask } = await startWorld()
    const page = 'pageInfo { hasNextPage hasPreviousPage } edges { cursor node { ...User } }'
    const query = `{ a: users { ${page} } b: users(first: 1) { ${page} } }
      fragment User on UserNode { id username firstName lastName archived verified }`
    expect((await ask(query)).errors).toBeUndefined()
  })

  it('S56: three pages of users, by what has an index, or one search with all about its page', async () => {
    const { ask } = await startWorld()
    const few = 'isActive: true, status_Archived: false, email: "a@b.c", username: "user2"'
    const pages = `{ ${aliases(3, `users(${few}) { edges { cursor } }`)} }`
    expect((await ask(pages)).errors).toBeUndefined()
    const search = `query ($q: String, $offset: Int = 1) {
      users(username_Icontains: $q, offset: $offset) {
        pageInfo { hasNextPage hasPreviousPage } edges { cursor }
      }
    }`
    expect((await ask(search, { q: 'user' })).errors).toBeUndefined()
  })

  it('S56: 5 mutations at once, in their order', async () => {
    const { ask } = await startWorld()
    const { data, errors } = await ask(`mutation { ${aliases(5, tokenAuth())} }`)
    expect(errors).toBeUndefined()
    expect(Object.keys(data ?? {})).toHaveLength(5)
  })
})

describe('GRAPHQL_LIMITS', () => {
  it.each([
    ['depth', { depth: 2 }, '{ me { id } }', '{ users { edges { cursor } } }'],
    ['aliases', { aliases: 1 }, '{ a: me { id } }', '{ a: me { id } b: me { id } }'],
    [
      'rootMutations',
      { rootMutations: 1 },
      'mutation { __typename }',
      'mutation { a: __typename b: __typename }',
    ],
    ['directives', { directives: 0 }, '{ me { id } }', '{ me { id @skip(if: true) } }'],
    [
      'userPages',
      { userPages: 1 },
      '{ users(offset: 0, username_Icontains: null) { __typename } }',
      '{ users(username_Icontains: "a") { __typename } }',
    ],
    ['tokens', { tokens: 6 }, '{ me { id } }', '{ me { id pk } }'],
  ])('%s may be another one', async (name, GRAPHQL_LIMITS, small, large) => {
    const { ask } = await startWorld({ people: [], GRAPHQL_AUTH: { GRAPHQL_LIMITS } })
    expect((await ask(small)).errors).toBeUndefined()
    expect((await ask(large)).errors).toEqual([
      {
        message: `The operation exceeds the limit of ${Object.values(GRAPHQL_LIMITS)[0]} for ${name}.`,
        extensions: { code: 'LIMIT_EXCEEDED' },
      },
    ])
  })

  it('bodyBytes may be another one', async () => {
    const GRAPHQL_LIMITS = { bodyBytes: 1000 }
    const { url } = await startWorld({ people: [], GRAPHQL_AUTH: { GRAPHQL_LIMITS } })
    const ask = (length: number) =>
      post(url, { query: '{ me { id } }', extensions: { x: 'x'.repeat(length) } })
    expect((await ask(900)).status).toBe(200)
    expect((await ask(1000)).status).toBe(413)
  })

  it('false: there are none', async () => {
    const { ask } = await startWorld({ people: [], GRAPHQL_AUTH: { GRAPHQL_LIMITS: false } })
    const { data, errors } = await ask(`{ ${aliases(1000, '__typename')} }`)
    expect(errors).toBeUndefined()
    expect(Object.keys(data ?? {})).toHaveLength(1000)
  })
})

describe('S42: a body that is too large', () => {
  const password = 'x'.repeat(10_000_000)
  const body = JSON.stringify(mutationOf('tokenAuth', { username: 'user2', password }))

  it.each([
    ['with its length', { 'content-length': String(body.length) }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('S42: 10 MB %s: 413 at once, and the next request is answered', async (_name, headers) => {
    const { url, ask } = await startWorld({ people: [] })
    const { status, text } = await send(url, body, headers)
    expect(status).toBe(413)
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ extensions: { code: 'REQUEST_ENTITY_TOO_LARGE' } }],
    })
    expect(await costOf(() => send(url, body, headers))).toBeLessThan(AT_ONCE)
    expect(await ask('{ me { id } }')).toEqual({ data: { me: null } })
  })

  it('S42: a length that is only claimed: 413 before the body comes', async () => {
    const { url } = await startWorld({ people: [] })
    const { status } = await send(url, '{', { 'content-length': '10000000' })
    expect(status).toBe(413)
  })

  it('S42: a password of 100 KB, as large as a body may be: refused before it is hashed', async () => {
    const { url, app, call } = await startWorld()
    app.passwords.hash = () => Promise.reject(new Error('hashed'))
    const long = 'é'.repeat(45_000)
    const form = { username: 'anna', email: 'anna@email.com', password1: long, password2: long }
    expect((await post(url, mutationOf('register', form))).status).toBe(413)
    const attempts = async () => {
      const answers = [
        await call('register', { ...form, password1: 'x' }),
        await call('tokenAuth', { username: 'user2', password: long }),
      ]
      expect(answers).toMatchObject([{ success: false }, { success: false }])
    }
    expect(await costOf(attempts)).toBeLessThan(2 * AT_ONCE)
  })
})

/** Texts that are slow to make a domain of, or to bring into a normal form. */
const SLOW = {
  'many letters': Array.from({ length: 33_000 }, (_, i) =>
    String.fromCodePoint(0x4e00 + (i % 20_000)),
  ).join(''),
  'many marks': `a${'\u0301'.repeat(24_000)}${'\u0323'.repeat(24_000)}`,
}

describe.each(Object.entries(SLOW))('S42: a text as long as a request may hold: %s', (_, long) => {
  const passwords = { password1: 'correct horse', password2: 'correct horse' }

  it.each([
    ['an address of sendPasswordResetEmail', 'sendPasswordResetEmail', { email: `a@${long}` }],
    ['an address of resendActivationEmail', 'resendActivationEmail', { email: `a@${long}.com` }],
    ['a local part', 'sendPasswordResetEmail', { email: `${long}@example.com` }],
    ['an address of register', 'register', { username: 'a', email: `a@${long}`, ...passwords }],
    ['a username of register', 'register', { username: long, email: 'a@b.com', ...passwords }],
    ['a token', 'verifyAccount', { token: long }],
    ['an access token', 'verifyToken', { token: `${long}.${long}.${long}`.slice(0, 33_000) }],
    ['a refresh token', 'refreshToken', { refreshToken: long }],
  ])('S42: %s: refused at once', async (_name, mutation, args) => {
    const { call } = await startWorld({ people: [], GRAPHQL_AUTH: { RATE_LIMIT: false } })
    await call(mutation, args)
    expect(await costOf(() => call(mutation, args))).toBeLessThan(AT_ONCE)
  })

  it.each([
    ['an address', { email: `a@${long}` }],
    ['a username', { username: long }],
  ])('S42: %s of a login: costs no more than another one', async (_name, login) => {
    const { call } = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT: false } })
    const logIn = (field: object) => () => call('tokenAuth', { ...field, password: 'wrong horse' })
    const usual = await costOf(logIn({ username: 'nobody' }))
    expect(await costOf(logIn(login))).toBeLessThan(usual + AT_ONCE)
  })

  it.each(['email', 'username', 'username_Icontains', 'status_SecondaryEmail'])(
    'S42: the filter %s of users: answered at once',
    async (filter) => {
      const { ask } = await startWorld({ GRAPHQL_AUTH: { USERS_QUERY_ACCESS: 'anyone' } })
      const query = `query ($value: String) { users(${filter}: $value) { edges { cursor } } }`
      const look = () => ask(query, { value: `a@${long}` })
      expect(await look()).toEqual({ data: { users: { edges: [] } } })
      expect(await costOf(look)).toBeLessThan(AT_ONCE)
    },
  )
})

it('S56: errors that repeat what was sent: short, and told at once', async () => {
  const { url } = await startWorld({ people: [] })
  const unknown = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, 1]))
  const first = { text: ' Did you mean '.repeat(6500), ...unknown }
  const query = 'query ($first: Int) { users(first: $first) { edges { cursor } } }'
  const input = { query: 'mutation ($input: [Int!]) { __typename }', variables: { input: [first] } }
  for (const body of [{ query, variables: { first } }, input]) {
    const ask = () => post(url, body)
    const response = await ask()
    expect(response.status).toBe(400)
    expect((await response.text()).length).toBeLessThan(100_000)
    expect(await costOf(ask)).toBeLessThan(AT_ONCE)
  }
})

/** Sends a body as far as the server takes it. @returns the answer, as soon as it is there */
function send(url: string, body: string, headers: Record<string, string>) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const client = request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    })
    client.on('response', (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, text })
        client.destroy()
      })
    })
    client.on('error', reject)
    if (headers['content-length'] === String(body.length)) client.end(body)
    else client.write(body)
  })
}

function postText(url: string, body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${url}/graphql`, { method: 'POST', headers, body })
}
