import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { PASSWORD, user2 } from './support/users.js'

it.each([
  ['closes an account', false, expect.objectContaining({ isActive: false })],
  ['removes an account when ALLOW_DELETE_ACCOUNT says so', true, null],
])('%s', async (_what, ALLOW_DELETE_ACCOUNT, left: unknown) => {
  const { graphql, logIn, findUser } = await startServer({
    fixtures: [USERS],
    GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT },
  })
  const { token } = await logIn(user2)

  expect(await graphql(operation.deleteAccount, { password: PASSWORD }, token)).toEqual({
    data: { deleteAccount: done },
  })
  expect(await findUser(2)).toEqual(left)
  expect(await graphql(operation.tokenAuth, user2)).toMatchObject({
    data: { tokenAuth: refused('invalid_credentials') },
  })
})

it('needs the password', async () => {
  const { graphql, logIn, findUser } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)

  expect(await graphql(operation.deleteAccount, { password: 'wrong' }, token)).toEqual({
    data: { deleteAccount: refused('invalid_password', 'password') },
  })
  expect(await findUser(2)).toMatchObject({ isActive: true })
})
