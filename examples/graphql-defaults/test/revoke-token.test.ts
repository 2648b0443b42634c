import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { user2 } from './support/users.js'

it('ends the session of a refresh token, and no other', async () => {
  const { graphql, logIn, clock, whoIs } = await startServer({ fixtures: [USERS] })
  const elsewhere = await logIn(user2)
  const tokens = await logIn(user2)

  const revoked = Math.floor(clock.now().getTime() / 1000)
  expect(await graphql(operation.revokeToken, tokens)).toEqual({
    data: { revokeToken: { ...done, revoked } },
  })
  expect(await whoIs(tokens.token)).toBeNull()
  expect(await graphql(operation.refreshToken, tokens)).toMatchObject({
    data: { refreshToken: refused('invalid_token') },
  })
  expect(await whoIs(elsewhere.token)).toBe(2)
})

it('takes a token once', async () => {
  const { graphql, logIn } = await startServer({ fixtures: [USERS] })
  const tokens = await logIn(user2)

  await graphql(operation.revokeToken, tokens)

  expect(await graphql(operation.revokeToken, tokens)).toEqual({
    data: { revokeToken: { ...refused('invalid_token'), revoked: null } },
  })
})
