import { expect, it } from 'vitest'
import { done } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { user2 } from './support/users.js'

it('tells the former e-mail, and asks to verify the other one like the first', async () => {
  const { graphql, logIn, mails, findUser } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)
  const change = { <%= email.name %>: 'other@email.com' }

  expect(await graphql(operation.updateAccount, change, token)).toEqual({
    data: { updateAccount: done },
  })
  expect(await findUser(2)).toMatchObject({ ...change, status: { verified: false } })

  // They are sent side by side.
  const both = [await mails.next(), await mails.next()]
  expect(both.find(({ to }) => to === 'user2@email.com')).toMatchObject({
    subject: 'Your e-mail addresses on My Site were changed',
  })
  const mail = both.find(({ to }) => to === 'other@email.com')
  expect(mail).toMatchObject({ subject: 'Activate your account on My Site' })
  expect(await graphql(operation.verifyAccount, { token: mail?.token })).toEqual({
    data: { verifyAccount: done },
  })
  expect(await findUser(2)).toMatchObject({ ...change, status: { verified: true } })
})
