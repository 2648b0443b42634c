import { deactivateUser, removeUser } from '../accounts/users.js'
import { asCaller, confirmedBy, loggedIn, verified } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { sendNotice } from '../mail/account-mails.js'

/**
 * Closes the account or, with ALLOW_DELETE_ACCOUNT, removes it and all that belongs to it. Its
 * address is told (S39).
 */
export const deleteAccount = mutation({
  user: loggedIn,
  guards: [verified, confirmedBy('password')],
  event: 'account_closed',
  async run(action) {
    const { app, user } = action
    const close = app.settings.GRAPHQL_AUTH.ALLOW_DELETE_ACCOUNT ? removeUser : deactivateUser
    const to = user.email
    await asCaller(action, async (manager) => {
      await close(app, manager, user)
      await sendNotice(action, manager, { kind: 'accountDeleted', user, to })
    })
  },
})

/** Its place in the schema. */
export const deleteAccountField = mutationField('deleteAccount', {
  description: 'Deactivates the account, or deletes it with `ALLOW_DELETE_ACCOUNT`.',
  arguments: {
    password: ['String!', 'The password of the account.'],
  },
  mutation: deleteAccount,
})
