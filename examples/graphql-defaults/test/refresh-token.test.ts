import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import { tokensOf } from './support/client.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { newPassword, PASSWORD, user2 } from './support/users.js'

it('goes on with a session whose access token has expired', async () => {
  const { graphql, logIn, clock, whoIs } = await startServer({
    fixtures: [USERS],
    GRAPHQL_JWT: { JWT_EXPIRATION_DELTA: '5m' },
  })
  const tokens = await logIn(user2)
  clock.advance(300)
  expect(await whoIs(tokens.token)).toBeNull()

  const answer = await graphql(operation.refreshToken, tokens)

  expect(answer).toMatchObject({ data: { refreshToken: done } })
  expect(await whoIs(tokensOf(answer, 'refreshToken').token)).toBe(2)
})

it('gives the same token again to a client that lost the answer', async () => {
  const { graphql, logIn, clock } = await startServer({ fixtures: [USERS] })
  const tokens = await logIn(user2)
  const lost = tokensOf(await graphql(operation.refreshToken, tokens), 'refreshToken')

  clock.advance(9)

  expect(await graphql(operation.refreshToken, tokens)).toMatchObject({
    data: { refreshToken: { ...done, refreshToken: lost.refreshToken } },
  })
})

it('ends the session when a refresh token comes again', async () => {
  const { graphql, logIn, clock, whoIs } = await startServer({ fixtures: [USERS] })
  const elsewhere = await logIn(user2)
  const tokens = await logIn(user2)
  const next = tokensOf(await graphql(operation.refreshToken, tokens), 'refreshToken')

  clock.advance(10)

  for (const stolen of [tokens, next]) {
    expect(await graphql(operation.refreshToken, stolen)).toMatchObject({
      data: { refreshToken: refused('invalid_token') },
    })
  }
  expect(await whoIs(next.token)).toBeNull()
  expect(await whoIs(elsewhere.token)).toBe(2)
})

it('takes no refresh token that is too old', async () => {
  const { graphql, logIn, clock } = await startServer({
    fixtures: [USERS],
    GRAPHQL_JWT: { JWT_REFRESH_EXPIRATION_DELTA: '7d' },
  })
  const tokens = await logIn(user2)

  clock.advance(7 * 24 * 3600)

  expect(await graphql(operation.refreshToken, tokens)).toMatchObject({
    data: { refreshToken: refused('invalid_token') },
  })
})

it('does not go on with a session that was ended', async () => {
  const { graphql, logIn } = await startServer({ fixtures: [USERS] })
  const elsewhere = await logIn(user2)
  const { token } = await logIn(user2)

  await graphql(operation.passwordChange, { oldPassword: PASSWORD, ...newPassword }, token)

  expect(await graphql(operation.refreshToken, elsewhere)).toMatchObject({
    data: { refreshToken: refused('invalid_token') },
  })
})
