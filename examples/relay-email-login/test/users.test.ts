import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Answer } from './support/client.js'
import { startServer, USERS } from './support/server.js'

const seenByAnyone = {
  fixtures: [USERS],
  GRAPHQL_AUTH: { USERS_QUERY_ACCESS: 'anyone' as const },
}

describe('the users of the fixtures', () => {
  it('are there', async () => {
    const { graphql } = await startServer(seenByAnyone)

    const answer = await graphql(`
      query {
        users {
          edges {
            node {
              email
              archived
              verified
              secondaryEmail
            }
          }
        }
      }`)

    const edges = [
      {
        node: {
          email: 'user1@email.com',
          archived: false,
          verified: false,
          secondaryEmail: null,
        },
      },
      {
        node: {
          email: 'user2@email.com',
          archived: false,
          verified: true,
          secondaryEmail: null,
        },
      },
      {
        node: {
          email: 'user3@email.com',
          archived: true,
          verified: true,
          secondaryEmail: null,
        },
      },
      {
        node: {
          email: 'user4@email.com',
          archived: false,
          verified: true,
          secondaryEmail: 'user4_secondary@email.com',
        },
      },
    ]
    expect(answer).toEqual({ data: { users: { edges } } })
  })

  it('can be filtered', async () => {
    const { graphql } = await startServer(seenByAnyone)

    const answer = await graphql(`
      query {
        users(status_Archived: true) {
          edges {
            node {
              email
              archived
            }
          }
        }
      }`)

    const node = {
      email: 'user3@email.com',
      archived: true,
    }
    expect(answer).toEqual({ data: { users: { edges: [{ node }] } } })
  })

  it('come in pages', async () => {
    const { graphql } = await startServer(seenByAnyone)
    const page = `
      query Page($after: String) {
        users(first: 3, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges { node { id } }
        }
      }`

    const first = pageOf(await graphql(page))
    expect(first).toMatchObject({ pageInfo: { hasNextPage: true }, edges: { length: 3 } })

    const last = pageOf(await graphql(page, { after: first.pageInfo.endCursor }))
    expect(last).toMatchObject({ pageInfo: { hasNextPage: false }, edges: { length: 1 } })
  })
})

const users = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string() }),
  edges: z.array(z.unknown()),
})

function pageOf({ data }: Answer) {
  return users.parse(data?.users)
}
