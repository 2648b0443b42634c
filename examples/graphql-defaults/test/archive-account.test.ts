import { expect, it } from 'vitest'
import { done } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { PASSWORD, user2, user3 } from './support/users.js'

it('logs out of an account, which comes back with the next login', async () => {
  const { graphql, logIn, whoIs, findUser } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)

  expect(await graphql(operation.archiveAccount, { password: PASSWORD }, token)).toEqual({
    data: { archiveAccount: done },
  })
  expect(await whoIs(token)).toBeNull()
  expect(await findUser(2)).toMatchObject({ status: { archived: true } })

  expect(await graphql(operation.tokenAuth, user2)).toMatchObject({
    data: { tokenAuth: { ...done, unarchiving: true } },
  })
  expect(await findUser(2)).toMatchObject({ status: { archived: false } })
})

it('leaves an account archived when the password is wrong', async () => {
  const { logIn, findUser } = await startServer({ fixtures: [USERS] })

  await expect(logIn({ ...user3, password: 'wrong' })).rejects.toThrow()

  expect(await findUser(3)).toMatchObject({ status: { archived: true } })
})
