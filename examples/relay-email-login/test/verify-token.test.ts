import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { user2 } from './support/users.js'

it('says what an access token says, until that expires', async () => {
  const { graphql, logIn, clock } = await startServer({
    fixtures: [USERS],
    GRAPHQL_JWT: { JWT_EXPIRATION_DELTA: '5m' },
  })
  const { token } = await logIn(user2)
  const issued = Math.floor(clock.now().getTime() / 1000)

  const payload = {
    email: 'user2@email.com',
    exp: issued + 300,
    origIat: issued,
  }
  expect(await graphql(operation.verifyToken, { token })).toEqual({
    data: { verifyToken: { ...done, payload } },
  })
  clock.advance(300)
  expect(await graphql(operation.verifyToken, { token })).toEqual({
    data: { verifyToken: { ...refused('expired_token'), payload: null } },
  })
})

it('knows no other tokens', async () => {
  const { graphql } = await startServer()

  expect(await graphql(operation.verifyToken, { token: 'a.b.c' })).toMatchObject({
    data: { verifyToken: refused('invalid_token') },
  })
})
