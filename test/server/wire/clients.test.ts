import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { mutationOf } from '../support/flavor.js'
import { PASSWORD } from '../support/people.js'
import { post, startWorld } from '../support/world.js'

const QUERY = 'query Me {\n  me {\n    id\n    __typename\n  }\n}'
const sha256Hash = createHash('sha256').update(QUERY).digest('hex')
const extensions = { persistedQuery: { version: 1, sha256Hash } }

/** What both clients look for before they send the query itself, and leave hashes alone. */
const NOT_SUPPORTED = {
  errors: [
    {
      message: 'PersistedQueryNotSupported',
      extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' },
    },
  ],
}

describe('a client that hopes for its query to be known by a hash', () => {
  it.each<[string, object]>([
    ['PersistedQueryLink of Apollo', { operationName: 'Me', variables: {}, extensions }],
    ['persistedExchange of urql', { operationName: 'Me', query: '', variables: {}, extensions }],
    ['one that says null', { query: null, extensions: { ...extensions, clientLibrary: {} } }],
  ])('is told that it must send it, by POST: %s', async (_name, body) => {
    const { url } = await startWorld({ people: [] })
    const response = await post(url, body, { accept: 'application/graphql-response+json, */*' })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual(NOT_SUPPORTED)
  })

  it.each<[string, Record<string, string>]>([
    ['Apollo', { operationName: 'Me', variables: '{}' }],
    ['urql', { operationName: 'Me', query: '', variables: '{}' }],
  ])('is told so by GET: %s', async (_name, params) => {
    const { url } = await startWorld({ people: [] })
    const search = new URLSearchParams({ ...params, extensions: JSON.stringify(extensions) })
    const response = await fetch(`${url}/graphql?${search}`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual(NOT_SUPPORTED)
  })

  it('gets its answer when it sends both', async () => {
    const { url } = await startWorld({ people: [] })
    const response = await post(url, { operationName: 'Me', query: QUERY, extensions })
    expect(await response.json()).toEqual({ data: { me: null } })
  })

  it.each([{ persistedQuery: null }, { persistedQuery: 'x' }, { persistedQuery: [] }, {}])(
    'is told what a request is when it sends neither: %j',
    async (nothing) => {
      const { url } = await startWorld({ people: [] })
      const response = await post(url, { extensions: nothing })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'BAD_REQUEST' } }],
      })
    },
  )
})

describe('keys of a request that are not of GraphQL', () => {
  it.each<[string, object]>([
    ['of react-relay-network-modern', { id: 'MeQuery', query: QUERY, variables: {} }],
    ['of others', { query: QUERY, doc_id: '1', queryId: null, batch: [{}], debugName: { a: 1 } }],
  ])('are left out: %s', async (_name, body) => {
    const { url } = await startWorld({ people: [] })
    const response = await post(url, body)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ data: { me: null } })
  })

  it('are left out of mutations too', async () => {
    const { url } = await startWorld()
    const login = mutationOf('tokenAuth', { username: 'user2', password: PASSWORD })
    const response = await post(url, { id: 'LoginMutation', ...login })
    expect(await response.json()).toMatchObject({ data: { tokenAuth: { success: true } } })
  })

  it('change nothing of objects', async () => {
    const { url } = await startWorld({ people: [] })
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"query":${JSON.stringify(QUERY)}}`,
    })
    expect(await response.json()).toEqual({ data: { me: null } })
    expect(Object.keys({})).toEqual([])
    expect('x' in {}).toBe(false)
  })
})
