import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { PASSWORD, user2 } from './support/users.js'

const email = 'second@email.com'

it('is saved when its owner follows the link', async () => {
  const { graphql, logIn, mails, findUser } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)
  const addition = { email, password: PASSWORD }

  expect(await graphql(operation.sendSecondaryEmailActivation, addition, token)).toEqual({
    data: { sendSecondaryEmailActivation: done },
  })
  expect(await findUser(2)).toMatchObject({ status: { secondaryEmail: null } })

  const mail = await mails.next()
  expect(mail.to).toBe(email)
  expect(await graphql(operation.verifySecondaryEmail, { token: mail.token })).toEqual({
    data: { verifySecondaryEmail: done },
  })
  expect(await findUser(2)).toMatchObject({ status: { secondaryEmail: email } })
})

it('is not saved when the link is too old', async () => {
  const { graphql, logIn, clock, mails, findUser } = await startServer({
    fixtures: [USERS],
    GRAPHQL_AUTH: { EXPIRATION_SECONDARY_EMAIL_ACTIVATION_TOKEN: '1h' },
  })
  const { token } = await logIn(user2)
  await graphql(operation.sendSecondaryEmailActivation, { email, password: PASSWORD }, token)
  const mail = await mails.next()

  clock.advance(3600)

  expect(await graphql(operation.verifySecondaryEmail, { token: mail.token })).toEqual({
    data: { verifySecondaryEmail: refused('expired_token') },
  })
  expect(await findUser(2)).toMatchObject({ status: { secondaryEmail: null } })
})
