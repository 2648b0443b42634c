import { describe, expect, it } from 'vitest'
import { refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { newPassword, newUser, user2 } from './support/users.js'

/** The mutations that JWT_ALLOW_ANY_CLASSES leaves out. */
const closed = {
<%_ for (const name of tests.closed) { _%>
  <%= name %>: operation.<%= name %>,
<%_ } _%>
}

/** Enough for each of them. */
const variables = {
  ...newUser,
  ...newPassword,
  email: 'new_user@email.com',
  token: 'a.b.c',
  refreshToken: 'a.b.c',
}

describe.each(Object.entries(closed))('%s', (name, document) => {
  it('needs a login', async () => {
    const { graphql } = await startServer({ fixtures: [USERS] })

    expect(await graphql(document, variables)).toMatchObject({
      data: { [name]: refused('unauthenticated') },
    })
  })

  it('is open for who is logged in', async () => {
    const { graphql, logIn } = await startServer({ fixtures: [USERS] })
    const { token } = await logIn(user2)

    const { data, errors } = await graphql(document, variables, token)

    expect(errors).toBeUndefined()
    expect(data).not.toMatchObject({ [name]: refused('unauthenticated') })
  })
})
