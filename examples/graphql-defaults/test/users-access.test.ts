import { expect, it } from 'vitest'
import { ann, annsCredentials, load, statusRow, userRow } from './support/fixtures.js'
import { startServer, USERS } from './support/server.js'
import { user2 } from './support/users.js'

const users = 'query { users { edges { node { pk: id } } } }'

/** The global ids of the first few users. */
const ids = (...pks: number[]) => ({
  data: { users: { edges: pks.map((pk) => ({ node: { pk: btoa(`UserNode:${pk}`) } })) } },
})

it('shows no one to who is not logged in', async () => {
  const { graphql } = await startServer({ fixtures: [USERS] })

  expect(await graphql(users)).toEqual(ids())
  expect(await graphql(`query { user(id: "${btoa('UserNode:2')}") { id } }`)).toEqual({
    data: { user: null },
  })
})

it('shows users themselves only', async () => {
  const { graphql, logIn } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)

  expect(await graphql(users, {}, token)).toEqual(ids(2))
})

it('shows everyone to staff', async () => {
  const server = await startServer({ fixtures: [USERS] })
  await load(server, [userRow(5, { ...ann, isStaff: true }), statusRow(5, { verified: true })])
  const { token } = await server.logIn(annsCredentials)

  expect(await server.graphql(users, {}, token)).toEqual(ids(1, 2, 3, 4, 5))
})
