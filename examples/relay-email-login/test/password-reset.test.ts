import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { newPassword, user2 } from './support/users.js'

it('sets a forgotten password by the link in a mail, once', async () => {
  const { graphql, logIn, mails, whoIs } = await startServer({ fixtures: [USERS] })
  const before = await logIn(user2)

  await graphql(operation.sendPasswordResetEmail, { email: 'user2@email.com' })
  const { to, subject, token } = await mails.next()
  expect({ to, subject }).toEqual({
    to: 'user2@email.com',
    subject: 'Reset your password on My Site',
  })

  const reset = { token, ...newPassword }
  expect(await graphql(operation.passwordReset, reset)).toEqual({ data: { passwordReset: done } })
  expect(await graphql(operation.passwordReset, reset)).toEqual({
    data: { passwordReset: refused('invalid_token') },
  })
  expect(await whoIs(before.token)).toBeNull()
  await expect(logIn(user2)).rejects.toThrow()
  await logIn({ ...user2, password: newPassword.newPassword1 })
})

it('sets no password when the link is too old', async () => {
  const { graphql, clock, logIn, mails } = await startServer({
    fixtures: [USERS],
    GRAPHQL_AUTH: { EXPIRATION_PASSWORD_RESET_TOKEN: '1h' },
  })
  await graphql(operation.sendPasswordResetEmail, { email: 'user2@email.com' })
  const { token } = await mails.next()

  clock.advance(3600)

  expect(await graphql(operation.passwordReset, { token, ...newPassword })).toEqual({
    data: { passwordReset: refused('expired_token') },
  })
  await logIn(user2)
})

it('verifies an account that was not: the owner has read the mail', async () => {
  const { graphql, mails, findUser } = await startServer({ fixtures: [USERS] })
  await graphql(operation.sendPasswordResetEmail, { email: 'user1@email.com' })
  const { token } = await mails.next()

  await graphql(operation.passwordReset, { token, ...newPassword })

  expect(await findUser(1)).toMatchObject({ status: { verified: true } })
})

it('tells no one who has an account', async () => {
  const { graphql, mails } = await startServer()
  const email = 'nobody@email.com'

  expect(await graphql(operation.sendPasswordResetEmail, { email })).toEqual({
    data: { sendPasswordResetEmail: done },
  })
  expect(await mails.count()).toBe(0)
})
