import { expect, it } from 'vitest'
import { done } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { change, user2 } from './support/users.js'

it('changes what is given', async () => {
  const { graphql, logIn, findUser } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)

  expect(await graphql(operation.updateAccount, change, token)).toEqual({
    data: { updateAccount: done },
  })
  expect(await findUser(2)).toMatchObject(change)
})

it('keeps what is not given', async () => {
  const { graphql, logIn, findUser } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)
  const before = await findUser(2)

  expect(await graphql(operation.updateAccount, {}, token)).toEqual({
    data: { updateAccount: done },
  })
  expect(await findUser(2)).toEqual(before)
})
