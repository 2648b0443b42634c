import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { statementsOf } from '../support/statements.js'
import { startWorld, type World } from '../support/world.js'

const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }'
const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }'

function globalId(text: string): string {
  return Buffer.from(text).toString('base64')
}

function user(pk: number) {
  return { __typename: 'UserNode', id: globalId(`UserNode:${pk}`) }
}

const sessions = z.object({ sessions: z.array(z.object({ id: z.string() })) })
const ownSessions = z.object({
  sessions: z.array(z.object({ id: z.string(), isCurrent: z.boolean() })),
})

/** The ids of the sessions of the user of a token, the newest first. */
async function sessionIds({ ask }: World, token: string): Promise<string[]> {
  const { data } = await ask('{ sessions { id } }', {}, token)
  return sessions.parse(data).sessions.map(({ id }) => id)
}

/** Ids that lead to nothing. */
const NOTHING = [
  '',
  'UserNode:2',
  '🙂',
  ...[
    'UserNode:99',
    'UserNode:',
    'UserNode:2.0',
    'UserNode:-2',
    'UserNode:2 OR 1=1',
    `UserNode:${'9'.repeat(40)}`,
    'GroupNode:2',
    'Node:2',
    'SessionNode:',
    'SessionNode:2',
    "SessionNode:' OR '1'='1",
    'SessionNode:\0',
    `SessionNode:${'a'.repeat(5000)}`,
    'cursor:2',
    '2',
  ].map(globalId),
]

describe('node', () => {
  it('finds a user, with all fields', async () => {
    const { ask } = await startWorld()
    const query =
      'query ($id: ID!) { node(id: $id) { ... on UserNode { pk username verified } } user(id: $id) { pk username verified } }'
    const { data } = await ask(query, { id: globalId('UserNode:2') })
    expect(data?.node).toMatchObject({ pk: 2, username: 'user2' })
    expect(data?.node).toEqual(data?.user)
  })

  it('finds a session of the caller', async () => {
    const world = await startWorld()
    await world.enter('user2')
    const { token } = await world.enter('user2')
    const { data: listed } = await world.ask('{ sessions { id isCurrent } }', {}, token)
    const own = ownSessions.parse(listed).sessions
    expect(own.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true])
    for (const { id, isCurrent } of own) {
      const fields = '... on SessionNode { createdAt lastUsedAt ip userAgent isCurrent }'
      const query = `{ node(id: "${id}") { __typename id ${fields} } }`
      const { data } = await world.ask(query, {}, token)
      const expected = { __typename: 'SessionNode', id, isCurrent, ip: expect.any(String) }
      expect(data?.node).toMatchObject(expected)
    }
  })

  it.each(NOTHING)('is null for an id that leads to nothing: %j', async (id) => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    expect(await world.ask(NODE, { id }, token)).toEqual({ data: { node: null } })
  })
})

describe('nodes', () => {
  it('answers in the order of the ids, whatever they are', async () => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    const [id = ''] = await sessionIds(world, token)
    const ids = [user(4).id, ...NOTHING, id, user(1).id, user(4).id]
    expect(await world.ask(NODES, { ids }, token)).toEqual({
      data: {
        nodes: [
          user(4),
          ...NOTHING.map(() => null),
          { __typename: 'SessionNode', id },
          user(1),
          user(4),
        ],
      },
    })
  })

  it('is empty for no ids', async () => {
    const { ask } = await startWorld()
    expect(await ask(NODES, { ids: [] })).toEqual({ data: { nodes: [] } })
  })

  it('asks the database as often for a hundred ids as for one of each type', async () => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    const [id = ''] = await sessionIds(world, token)
    const countFor = async (ids: string[]) =>
      (await statementsOf(world.app, () => world.ask(NODES, { ids }, token))).length
    const users = Array.from({ length: 50 }, (_, index) => globalId(`UserNode:${index + 1}`))
    const unknown = users.map((one) => globalId(`SessionNode:${one}`))
    const count = await countFor([user(2).id, id])
    expect(await countFor([...users, ...unknown])).toBe(count)
  })

  it('takes at most a hundred ids', async () => {
    const { ask } = await startWorld()
    const ids = Array.from({ length: 100 }, () => user(2).id)
    expect(await ask(NODES, { ids })).toEqual({ data: { nodes: ids.map(() => user(2)) } })
    const { data, errors } = await ask(NODES, { ids: [...ids, user(2).id] })
    expect(data).toBeNull()
    expect(errors?.[0]?.message).toBe(
      'Requesting 101 records by `nodes` exceeds the limit of 100 records.',
    )
  })

  it('counts as a page of users', async () => {
    const { ask } = await startWorld({ GRAPHQL_AUTH: { GRAPHQL_LIMITS: { userPages: 2 } } })
    const pages = (count: number) =>
      Array.from({ length: count }, (_, index) => `a${index}: nodes(ids: []) { id }`).join(' ')
    expect(await ask(`{ ${pages(2)} }`)).toEqual({ data: { a0: [], a1: [] } })
    const { errors } = await ask(`{ ${pages(2)} users { edges { cursor } } }`)
    expect(errors?.[0]?.message).toBe('The operation exceeds the limit of 2 for userPages.')
  })
})
