import { expect, it } from 'vitest'
import { refused } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { newPassword, PASSWORD } from './support/users.js'

it.each([
  ['passwordChange', operation.passwordChange],
  ['archiveAccount', operation.archiveAccount],
  ['deleteAccount', operation.deleteAccount],
  ['updateAccount', operation.updateAccount],
  ['sendSecondaryEmailActivation', operation.sendSecondaryEmailActivation],
  ['swapEmails', operation.swapEmails],
  ['removeSecondaryEmail', operation.removeSecondaryEmail],
  ['revokeSession', operation.revokeSession],
  ['revokeOtherSessions', operation.revokeOtherSessions],
  ['revokeAllSessions', operation.revokeAllSessions],
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
