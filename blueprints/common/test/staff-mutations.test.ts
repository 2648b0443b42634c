import { describe, expect, it } from 'vitest'
import { done, refusedWith } from './support/answers.js'
import { ann, annsCredentials, bob, load, statusRow, userRow } from './support/fixtures.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { user2 } from './support/users.js'

/** The global ids of the first user, who is not verified, and of the superuser that is loaded here. */
const USER_1 = 'VXNlck5vZGU6MQ=='
const SUPERUSER = 'VXNlck5vZGU6Ng=='

describe.each([
<%_ for (const name of staff.names) { _%>
  ['<%= name %>', operation.<%= name %>],
<%_ } _%>
])('%s', (name, document) => {
  it('is for staff only', async () => {
    const { graphql, logIn } = await startServer({ fixtures: [USERS] })
    const { token } = await logIn(user2)

    const answer = await graphql(document, { id: USER_1 }, token)

    const problem = { message: 'Only staff may do this.', code: 'permission_denied' }
    expect(answer).toMatchObject({ data: { [name]: refusedWith({ nonFieldErrors: [problem] }) } })
  })

  it('acts on users, but not on superusers', async () => {
    const server = await startServer({ fixtures: [USERS] })
    await load(server, [
      userRow(5, { ...ann, isStaff: true }),
      statusRow(5, { verified: true }),
      userRow(6, { ...bob, isSuperuser: true }),
    ])
    const { token } = await server.logIn(annsCredentials)

    const answers = [
      await server.graphql(document, { id: USER_1 }, token),
      await server.graphql(document, { id: SUPERUSER }, token),
    ]

    const message = 'Only a superuser may do this to a superuser.'
    const refused = refusedWith({ id: [{ message, code: 'permission_denied' }] })
    expect(answers).toMatchObject([{ data: { [name]: done } }, { data: { [name]: refused } }])
  })
})
