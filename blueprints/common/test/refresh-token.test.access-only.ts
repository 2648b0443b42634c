import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import { tokensOf } from './support/client.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { newPassword, PASSWORD, user2 } from './support/users.js'

it('gives a new access token for one that is still good', async () => {
  const { graphql, logIn, clock, whoIs } = await startServer({
    fixtures: [USERS],
    GRAPHQL_JWT: { JWT_EXPIRATION_DELTA: '5m' },
  })
  const { token } = await logIn(user2)
  clock.advance(299)

  const answer = await graphql(operation.refreshToken, { token })
  expect(answer).toMatchObject({ data: { refreshToken: done } })
  clock.advance(299)

  expect(await whoIs(token)).toBeNull()
  expect(await whoIs(tokensOf(answer, 'refreshToken').token)).toBe(2)
})

it('gives none for an access token that has expired', async () => {
  const { graphql, logIn, clock } = await startServer({
    fixtures: [USERS],
    GRAPHQL_JWT: { JWT_EXPIRATION_DELTA: '5m' },
  })
  const { token } = await logIn(user2)

  clock.advance(300)

  expect(await graphql(operation.refreshToken, { token })).toMatchObject({
    data: { refreshToken: refused('expired_token') },
  })
})

it('gives none when the login is too long ago', async () => {
  const { graphql, logIn, clock } = await startServer({
    fixtures: [USERS],
    GRAPHQL_JWT: { JWT_EXPIRATION_DELTA: '2h', JWT_REFRESH_EXPIRATION_DELTA: '1h' },
  })
  const { token } = await logIn(user2)

  clock.advance(3600)

  expect(await graphql(operation.refreshToken, { token })).toMatchObject({
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
