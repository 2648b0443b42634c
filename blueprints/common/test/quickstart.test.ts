import { expect, it } from 'vitest'
import { done, newTokens } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { change, newCredentials, newUser } from './support/users.js'

it('takes a new user from the registration to the own account', async () => {
  const { graphql, logIn, mails } = await startServer({
    fixtures: [USERS],
    GRAPHQL_AUTH: { USERS_QUERY_ACCESS: 'anyone' },
  })

  expect(await graphql(operation.register, newUser)).toEqual({
    data: { register: <%= tests.newUser.answer %> },
  })

<%- include('newest-user.ejs') -%>

  const mail = await mails.next()
  expect(mail).toMatchObject({
    to: 'new_user@email.com',
    subject: 'Activate your account on My Site',
  })
  expect(await graphql(operation.verifyAccount, { token: mail.token })).toEqual({
    data: { verifyAccount: done },
  })

<%- include('verified-user.ejs') -%>

<%- include('first-login.ejs') -%>
<%_ if (tests.change.isShown) { _%>

  expect(await graphql(operation.updateAccount, change, token)).toEqual({
    data: { updateAccount: done },
  })
  const changed = await graphql(`
    query {
      user(id: "<%= tests.newUser.id %>") {
        <%= tests.change.name %>
      }
    }`)
  expect(changed).toEqual({ data: { user: change } })
<%_ } _%>
})
