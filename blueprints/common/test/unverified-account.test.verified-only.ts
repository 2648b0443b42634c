import { expect, it } from 'vitest'
import { refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { user1 } from './support/users.js'

it('may not log in', async () => {
  const { graphql } = await startServer({ fixtures: [USERS] })

  expect(await graphql(operation.tokenAuth, user1)).toMatchObject({
    data: { tokenAuth: refused('not_verified') },
  })
})

it('is asked for only by who knows its password', async () => {
  const { graphql } = await startServer({ fixtures: [USERS] })

  expect(await graphql(operation.tokenAuth, { ...user1, password: 'wrong' })).toMatchObject({
    data: { tokenAuth: refused('invalid_credentials') },
  })
})
