import { expect, it } from 'vitest'
import { done, refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { PASSWORD, user2, user4 } from './support/users.js'

const confirmed = { password: PASSWORD }

it('lets the secondary e-mail change places with the primary one', async () => {
  const { graphql, logIn, findUser } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user4)

  expect(await graphql(operation.swapEmails, confirmed, token)).toEqual({
    data: { swapEmails: done },
  })

  expect(await findUser(4)).toMatchObject({
    email: 'user4_secondary@email.com',
    status: { secondaryEmail: 'user4@email.com' },
  })
})

it('lets the secondary e-mail be removed', async () => {
  const { graphql, logIn, findUser } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user4)

  expect(await graphql(operation.removeSecondaryEmail, confirmed, token)).toEqual({
    data: { removeSecondaryEmail: done },
  })

  expect(await findUser(4)).toMatchObject({
    email: 'user4@email.com',
    status: { secondaryEmail: null },
  })
})

it.each([
  ['swapEmails', operation.swapEmails],
  ['removeSecondaryEmail', operation.removeSecondaryEmail],
])('%s needs a secondary e-mail', async (name, document) => {
  const { graphql, logIn } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)

  expect(await graphql(document, confirmed, token)).toEqual({
    data: { [name]: refused('secondary_email_required') },
  })
})
