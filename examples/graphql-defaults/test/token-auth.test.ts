import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { PASSWORD, user2 } from './support/users.js'

/** What the second user may log in with, beside the password. */
const logins = {
  email: 'user2@email.com',
  username: 'user2',
}

it.each(Object.entries(logins))('lets a user in by %s', async (field, value) => {
  const { graphql, findUser, clock } = await startServer({ fixtures: [USERS] })

  expect(await graphql(operation.tokenAuth, { [field]: value, password: PASSWORD })).toMatchObject({
    data: { tokenAuth: done },
  })
  expect(await findUser(2)).toMatchObject({ lastLogin: clock.now() })
})

it('lets no one in without the password', async () => {
  const { graphql } = await startServer({ fixtures: [USERS] })

  expect(await graphql(operation.tokenAuth, { ...user2, password: 'wrong' })).toMatchObject({
    data: { tokenAuth: { ...refused('invalid_credentials'), user: null } },
  })
})

it('asks who it is', async () => {
  const { graphql } = await startServer()

  expect(await graphql(operation.tokenAuth, { password: PASSWORD })).toMatchObject({
    data: { tokenAuth: null },
    errors: [{ message: expect.stringMatching(/^Must login with password and one of the/) }],
  })
})
