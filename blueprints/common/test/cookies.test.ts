import { expect, it } from 'vitest'
import { cookieTokens } from './support/cookies.js'
import { HEADERS } from './support/headers.js'
import { tokenAuth } from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { user2 } from './support/users.js'

const TOKENS = [<%- cookies.names %>]

it('carry the tokens of a login, and no script can read them', async () => {
  const { url } = await startServer({ fixtures: [USERS] })

  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({ query: tokenAuth, variables: user2 }),
  })

  const tokens = cookieTokens(response)
  expect(Object.keys(tokens)).toEqual(TOKENS)
  const text = await response.text()
  for (const token of Object.values(tokens)) expect(text).not.toContain(token)
  for (const cookie of response.headers.getSetCookie()) {
    expect(cookie).toMatch(/; HttpOnly(;|$)/)
    expect(cookie).toMatch(/; SameSite=Lax(;|$)/)
  }
})

it('are not used for a page of another site', async () => {
  const { url } = await startServer()

  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  })

  expect(response.status).toBe(403)
})
