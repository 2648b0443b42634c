import { expect, it } from 'vitest'
import { refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { newPassword, PASSWORD } from './support/users.js'

it.each([
<%_ for (const name of tests.protected) { _%>
  ['<%= name %>', operation.<%= name %>],
<%_ } _%>
])('%s needs a login', async (name, document) => {
  const { graphql } = await startServer({ fixtures: [USERS] })

  const answer = await graphql(document, {
    id: 'U2Vzc2lvbk5vZGU6MQ==',
    email: 'second@email.com',
    password: PASSWORD,
    oldPassword: PASSWORD,
    ...newPassword,
  })

  expect(answer).toMatchObject({ data: { [name]: refused('unauthenticated') } })
})
