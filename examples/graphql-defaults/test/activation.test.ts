import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'

it('mails an activation link again, which verifies the account once', async () => {
  const { graphql, mails, findUser } = await startServer({ fixtures: [USERS] })

  expect(await graphql(operation.resendActivationEmail, { email: 'user1@email.com' })).toEqual({
    data: { resendActivationEmail: done },
  })
  const { to, subject, token } = await mails.next()
  expect({ to, subject }).toEqual({
    to: 'user1@email.com',
    subject: 'Activate your account on My Site',
  })

  expect(await graphql(operation.verifyAccount, { token })).toEqual({
    data: { verifyAccount: done },
  })
  expect(await findUser(1)).toMatchObject({ status: { verified: true } })
  expect(await graphql(operation.verifyAccount, { token })).toEqual({
    data: { verifyAccount: refused('already_verified') },
  })
})

it('does not verify an account when the link is too old', async () => {
  const { graphql, clock, mails, findUser } = await startServer({
    fixtures: [USERS],
    GRAPHQL_AUTH: { EXPIRATION_ACTIVATION_TOKEN: '7d' },
  })
  await graphql(operation.resendActivationEmail, { email: 'user1@email.com' })
  const { token } = await mails.next()

  clock.advance(7 * 24 * 3600)

  expect(await graphql(operation.verifyAccount, { token })).toEqual({
    data: { verifyAccount: refused('expired_token') },
  })
  expect(await findUser(1)).toMatchObject({ status: { verified: false } })
})

it.each(['user2@email.com', 'nobody@email.com'])(
  'mails nothing to %s, and does not tell',
  async (email) => {
    const { graphql, mails } = await startServer({ fixtures: [USERS] })

    expect(await graphql(operation.resendActivationEmail, { email })).toEqual({
      data: { resendActivationEmail: done },
    })
    expect(await mails.count()).toBe(0)
  },
)
