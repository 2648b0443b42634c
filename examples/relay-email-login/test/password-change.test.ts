import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import { tokensOf } from './support/client.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { newPassword, PASSWORD, user2 } from './support/users.js'

it('needs the old password', async () => {
  const { graphql, logIn } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)
  const change = { oldPassword: 'wrong', ...newPassword }

  expect(await graphql(operation.passwordChange, change, token)).toMatchObject({
    data: { passwordChange: refused('invalid_password', 'oldPassword') },
  })
})

it('needs the new password twice', async () => {
  const { graphql, logIn } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)
  const change = { oldPassword: PASSWORD, ...newPassword, newPassword2: 'incorrect horse battery' }

  expect(await graphql(operation.passwordChange, change, token)).toMatchObject({
    data: { passwordChange: refused('password_mismatch', 'newPassword2') },
  })
})

it('ends every session but goes on with a new one', async () => {
  const { graphql, logIn, whoIs } = await startServer({ fixtures: [USERS] })
  const elsewhere = await logIn(user2)
  const { token } = await logIn(user2)
  const change = { oldPassword: PASSWORD, ...newPassword }

  const answer = await graphql(operation.passwordChange, change, token)

  expect(answer).toMatchObject({ data: { passwordChange: done } })
  expect(await whoIs(elsewhere.token)).toBeNull()
  expect(await whoIs(token)).toBeNull()
  expect(await whoIs(tokensOf(answer, 'passwordChange').token)).toBe(2)
  await logIn({ ...user2, password: newPassword.newPassword1 })
})
