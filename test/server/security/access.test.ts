import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { leavesOf } from '../support/flavor.js'
import { pageQuery, readPage } from '../support/pages.js'
import { CAST, PASSWORD, person } from '../support/people.js'
import { startWorld, type World, type WorldOptions } from '../support/world.js'

const STAFF = 6
const SUPERUSER = 7
const EVERYBODY = [1, 2, 3, 4, 5, STAFF, SUPERUSER]
const NOT_CLOSED = [1, 2, 3, 4, STAFF, SUPERUSER]

/** The cast, of whom user3 is archived and user5 closed, and two who may see everyone. */
const PEOPLE = [
  ...CAST,
  person('staff', { verified: true }, { isStaff: true }),
  person('superuser', { verified: true }, { isSuperuser: true }),
]

type Access = 'anyone' | 'staff' | null

/** What USERS_QUERY_ACCESS is, who asks, and whom they may see. */
const ROLES: [access: Access, role: string, visible: number[]][] = [
  [null, 'nobody', []],
  [null, 'user1', [1]],
  [null, 'user4', [4]],
  [null, 'staff', EVERYBODY],
  [null, 'superuser', EVERYBODY],
  ['anyone', 'nobody', NOT_CLOSED],
  ['anyone', 'user1', NOT_CLOSED],
  ['anyone', 'staff', EVERYBODY],
  ['anyone', 'superuser', EVERYBODY],
]

/** Filters, and who matches them. */
const FILTERS: [filter: string, matching: number[]][] = [
  ['email: "user2@email.com"', [2]],
  ['email: "user4@email.com"', [4]],
  ['username: "user1"', [1]],
  ['username_Icontains: "USER"', [1, 2, 3, 4, 5, SUPERUSER]],
  ['username_Istartswith: "sta"', [STAFF]],
  ['isActive: false', [5]],
  ['status_Archived: true', [3]],
  ['status_Verified: false', [1]],
  ['status_SecondaryEmail: "user4_secondary@email.com"', [4]],
]

/** A server where USERS_QUERY_ACCESS is not set, or set to something. */
function start(access: Access, options: WorldOptions = {}): Promise<World> {
  return startWorld({ people: PEOPLE, ...options, GRAPHQL_AUTH: { USERS_QUERY_ACCESS: access } })
}

/** Puts a question as one of the people. */
async function askAs(role: string, world: World) {
  const caller = role === 'nobody' ? undefined : (await world.enter(role)).token
  return (query: string) => world.ask(query, {}, caller)
}

function idOf(pk: number): string {
  return Buffer.from(`UserNode:${pk}`).toString('base64')
}

describe.each(ROLES)('S54, S55: with USERS_QUERY_ACCESS %s %s', (access, role, visible) => {
  test('sees no one else by users', async () => {
    const ask = await askAs(role, await start(access))
    const total = visible.length

    expect(readPage(await ask(pageQuery('')))).toMatchObject({
      pks: visible,
      hasNextPage: false,
      hasPreviousPage: false,
    })
    expect(readPage(await ask(pageQuery('first: 2')))).toMatchObject({
      pks: visible.slice(0, 2),
      hasNextPage: total > 2,
    })
    expect(readPage(await ask(pageQuery('last: 2')))).toMatchObject({
      pks: visible.slice(-2),
      hasPreviousPage: total > 2,
    })
    expect(readPage(await ask(pageQuery('offset: 1'))).pks).toEqual(visible.slice(1))
    for (const [count, pk] of visible.entries()) {
      expect(readPage(await ask(pageQuery(`first: 1, offset: ${count}`)))).toMatchObject({
        pks: [pk],
        hasNextPage: count < total - 1,
        hasPreviousPage: count > 0,
      })
    }
  })

  test('learns nothing of others by a filter', async () => {
    const ask = await askAs(role, await start(access))
    for (const [filter, matching] of FILTERS) {
      const { pks } = readPage(await ask(pageQuery(filter)))
      expect(pks, filter).toEqual(matching.filter((pk) => visible.includes(pk)))
    }
  })

  test('sees no field of anyone else by user', async () => {
    const ask = await askAs(role, await start(access))
    for (const field of leavesOf('UserNode')) {
      const seen: number[] = []
      for (const pk of EVERYBODY) {
        const { data, errors } = await ask(`{ user(id: "${idOf(pk)}") { ${field} } }`)
        expect(errors).toBeUndefined()
        if (data?.user !== null) seen.push(pk)
      }
      expect(seen, field).toEqual(visible)
    }
  })

  test('sees no one else by node and nodes', async () => {
    const ask = await askAs(role, await start(access))
    const node = (pk: number) => (visible.includes(pk) ? { pk } : null)
    for (const pk of EVERYBODY) {
      const query = `{ node(id: "${idOf(pk)}") { ... on UserNode { pk } } }`
      expect(await ask(query)).toEqual({ data: { node: node(pk) } })
    }
    const ids = EVERYBODY.map((pk) => `"${idOf(pk)}"`).join(', ')
    expect(await ask(`{ nodes(ids: [${ids}]) { ... on UserNode { pk } } }`)).toEqual({
      data: { nodes: EVERYBODY.map(node) },
    })
  })
})

test('S54: sessions are shown to their user only', async () => {
  const world = await start('anyone')
  const { token } = await world.enter('user2')
  const { data } = await world.ask('{ sessions { id } }', {}, token)
  const [{ id }] = z.tuple([z.object({ id: z.string() })]).parse(data?.sessions)
  const query = `{ node(id: "${id}") { id } nodes(ids: ["${id}"]) { id } }`
  for (const role of ['nobody', 'user4', 'staff', 'superuser']) {
    const ask = await askAs(role, world)
    expect(await ask(query), role).toEqual({ data: { node: null, nodes: [null] } })
  }
  expect(await world.ask(query, {}, token)).toEqual({ data: { node: { id }, nodes: [{ id }] } })
})

test('S54: a login shows one user, and a token that has ended shows no one', async () => {
  const world = await start('staff')
  const { token } = await world.enter('user2')
  expect(readPage(await world.ask(pageQuery(''), {}, token)).pks).toEqual([2])

  await world.call('archiveAccount', { password: PASSWORD }, token)

  expect(readPage(await world.ask(pageQuery(''), {}, token)).pks).toEqual([])
})

describe('S55: who is archived or closed', () => {
  const CLOSED = 'a: users(status_Archived: true) { edges { node { pk } } }'
  const query = `{ ${CLOSED} b: users(isActive: false) { edges { node { pk } } } }`
  const nodes = (...pks: number[]) => ({ edges: pks.map((pk) => ({ node: { pk } })) })

  test.each(['nobody', 'user1', 'user2'])('is not there for %s', async (role) => {
    const ask = await askAs(role, await start(null))
    expect(await ask(query)).toEqual({ data: { a: nodes(), b: nodes() } })
  })

  test('is there for staff', async () => {
    const ask = await askAs('staff', await start(null))
    expect(await ask(query)).toEqual({ data: { a: nodes(3), b: nodes(5) } })
  })
})

test('S55: with USERS_QUERY_ACCESS "anyone" an account is gone as soon as it is closed', async () => {
  const world = await start('anyone')
  const shown = async () => {
    const { data } = await world.ask(`{ user(id: "${idOf(2)}") { username } }`)
    const listed = readPage(await world.ask(pageQuery('username: "user2"'))).pks
    return { user: data?.user, listed }
  }
  const { token } = await world.enter('user2')
  expect(await shown()).toEqual({ user: { username: 'user2' }, listed: [2] })

  await world.call('deleteAccount', { password: PASSWORD }, token)

  expect(await shown()).toEqual({ user: null, listed: [] })
  expect(readPage(await world.ask(pageQuery(''), {}, token)).pks).not.toContain(2)
})

describe('USERS_QUERY_ACCESS', () => {
  test.each([
    { mode: 'development', visible: NOT_CLOSED },
    { mode: 'test', visible: [] },
    { mode: 'production', visible: [] },
  ])('is "anyone" or "staff" by $mode when it is not set', async ({ mode, visible }) => {
    const env = { NODE_ENV: mode, FRONTEND_URL: 'https://front.example' }
    const ask = await askAs('nobody', await start(null, { env }))
    expect(readPage(await ask(pageQuery(''))).pks).toEqual(visible)
  })
})

test('me costs one query, also for staff', async () => {
  const world = await start(null)
  const { token } = await world.enter('staff')
  const { driver } = world.app.database.reader.connection
  let queries = 0
  const createQueryRunner = driver.createQueryRunner.bind(driver)
  driver.createQueryRunner = (mode) => {
    const runner = createQueryRunner(mode)
    const query = runner.query.bind(runner)
    runner.query = (...args: Parameters<typeof query>) => {
      queries += 1
      return query(...args)
    }
    return runner
  }

  await world.ask('{ me { id username isStaff verified } }', {}, token)

  expect(queries).toBe(1)
})
