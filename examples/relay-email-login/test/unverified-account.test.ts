import { expect, it } from 'vitest'
import { refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { PASSWORD, user1 } from './support/users.js'

it('may log in, but change nothing', async () => {
  const { graphql, logIn, whoIs } = await startServer({ fixtures: [USERS] })

  const { token } = await logIn(user1)

  expect(await whoIs(token)).toBe(1)
  expect(await graphql(operation.archiveAccount, { password: PASSWORD }, token)).toEqual({
    data: { archiveAccount: refused('not_verified') },
  })
})
