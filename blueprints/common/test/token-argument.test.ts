import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { PASSWORD, user2 } from './support/users.js'

it('may stand in the place of the header', async () => {
  const { graphql, logIn } = await startServer({ fixtures: [USERS] })
  const login = await logIn(user2)
  const argument = { <%= tokenArgument %>: login.token }

  expect(await graphql(operation.me, argument)).toMatchObject({
    data: { me: { id: 'VXNlck5vZGU6Mg==' } },
  })
  expect(await graphql(operation.archiveAccount, { ...argument, password: PASSWORD })).toEqual({
    data: { archiveAccount: done },
  })
})

it('must be a good one', async () => {
  const { graphql } = await startServer({ fixtures: [USERS] })
  const argument = { <%= tokenArgument %>: 'a.b.c' }

  expect(await graphql(operation.me, argument)).toEqual({ data: { me: null } })
  expect(await graphql(operation.archiveAccount, { ...argument, password: PASSWORD })).toEqual({
    data: { archiveAccount: refused('unauthenticated') },
  })
})
