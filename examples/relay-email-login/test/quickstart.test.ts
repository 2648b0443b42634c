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
    data: { register: { ...done, ...newTokens } },
  })

  const newest = await graphql(`
    query {
      users(last: 1) {
        edges {
          node {
            id
            email
            isActive
            archived
            verified
            secondaryEmail
          }
        }
      }
    }`)
  const node = {
    id: 'VXNlck5vZGU6NQ==',
    email: 'new_user@email.com',
    isActive: true,
    archived: false,
    verified: false,
    secondaryEmail: null,
  }
  expect(newest).toEqual({ data: { users: { edges: [{ node }] } } })

  const mail = await mails.next()
  expect(mail).toMatchObject({
    to: 'new_user@email.com',
    subject: 'Activate your account on My Site',
  })
  expect(await graphql(operation.verifyAccount, { token: mail.token })).toEqual({
    data: { verifyAccount: done },
  })

  const verified = await graphql(`
    query {
      user(id: "VXNlck5vZGU6NQ==") {
        email
        verified
      }
    }`)
  expect(verified).toEqual({
    data: {
      user: {
        email: 'new_user@email.com',
        verified: true,
      },
    },
  })

  const user = {
    id: 'VXNlck5vZGU6NQ==',
    email: 'new_user@email.com',
  }
  expect(await graphql(operation.tokenAuth, newCredentials)).toEqual({
    data: { tokenAuth: { ...done, ...newTokens, unarchiving: false, user } },
  })

  const { token } = await logIn(newCredentials)
  expect(await graphql(operation.me, {}, token)).toEqual({ data: { me: user } })

  expect(await graphql(operation.updateAccount, change, token)).toEqual({
    data: { updateAccount: done },
  })
  const changed = await graphql(`
    query {
      user(id: "VXNlck5vZGU6NQ==") {
        firstName
      }
    }`)
  expect(changed).toEqual({ data: { user: change } })
})
