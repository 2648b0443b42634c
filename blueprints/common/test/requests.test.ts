import { expect, it } from 'vitest'
import { HEADERS } from './support/headers.js'
import { startServer, USERS } from './support/server.js'
import { user2 } from './support/users.js'

const ME = 'query { me { id } }'

it('may be GET for a query, never for a mutation', async () => {
  const { url } = await startServer()
  const get = (query: string) =>
    fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, { headers: HEADERS })

  const answer = await get(ME)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ data: { me: null } })
  expect((await get('mutation { __typename }')).status).toBe(405)
})

it.each(['JWT', 'jwt', 'Bearer'])('may name a token with %s', async (prefix) => {
  const { url, logIn } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)

  expect(await me(url, `${prefix} ${token}`)).toEqual({ data: { me: { id: 'VXNlck5vZGU6Mg==' } } })
})

it.each(['JWT', 'JWT <token>', 'JWT a.b.c', 'Basic dXNlcjI6MTIzNDU2', ''])(
  'are anonymous with another header: %j',
  async (authorization) => {
    const { url } = await startServer()

    expect(await me(url, authorization)).toEqual({ data: { me: null } })
  },
)

async function me(url: string, authorization: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...HEADERS, authorization },
    body: JSON.stringify({ query: ME }),
  })
  return response.json()
}
