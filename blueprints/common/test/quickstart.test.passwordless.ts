import { expect, it } from 'vitest'
import { done, newTokens } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { newCredentials, newUser } from './support/users.js'

it('takes a new user from the registration to a first login', async () => {
  const { graphql, logIn, mails } = await startServer({
    fixtures: [USERS],
    GRAPHQL_AUTH: { SEND_PASSWORD_SET_EMAIL: true, USERS_QUERY_ACCESS: 'anyone' },
  })

  expect(await graphql(operation.register, newUser)).toEqual({
    data: { register: <%= tests.newUser.answer %> },
  })

<%- include('newest-user.ejs') -%>

  const activation = await mails.next()
  expect(activation).toMatchObject({
    to: 'new_user@email.com',
    subject: 'Activate your account on My Site',
  })
  expect(await graphql(operation.verifyAccount, { token: activation.token })).toEqual({
    data: { verifyAccount: done },
  })

<%- include('verified-user.ejs') -%>

  const { subject, token: passwordToken } = await mails.next()
  expect(subject).toBe('Set your password on My Site')
  const passwords = {
    newPassword1: newCredentials.password,
    newPassword2: newCredentials.password,
  }
  expect(await graphql(operation.passwordSet, { token: passwordToken, ...passwords })).toEqual({
    data: { passwordSet: done },
  })

<%- include('first-login.ejs') -%>
})
