import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { PASSWORD, user2 } from './support/users.js'

it('may stand in the place of the header', async () => {
  const { graphql, logIn } = await startServer({ fixtures: [USERS] })
  const login = await logIn(user2)

  expect(await graphql(operation.me, { <%= tokenArgument %>: login.token })).toMatchObject({
    data: { me: { id: 'VXNlck5vZGU6Mg==' } },
  })
  const confirmed = { password: PASSWORD, <%= tokenArgument %>: login.token }
  expect(await graphql(operation.archiveAccount, confirmed)).toEqual({
    data: { archiveAccount: done },
  })
})

it('must be a good one', async () => {
  const { graphql } = await startServer({ fixtures: [USERS] })
  const forged = { password: PASSWORD, <%= tokenArgument %>: 'a.b.c' }

  expect(await graphql(operation.me, forged)).toEqual({ data: { me: null } })
  expect(await graphql(operation.archiveAccount, forged)).toEqual({
    data: { archiveAccount: refused('unauthenticated') },
  })
})
