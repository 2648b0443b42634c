import { asCaller, confirmedBy, loggedIn, verified } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { endSessions } from '../sessions/sessions.js'
import { UserStatus } from '../users/user-status.entity.js'

/** Archives the account and logs the user out; the next login brings it back. */
export const archiveAccount = mutation({
  user: loggedIn,
  guards: [verified, confirmedBy('password')],
  event: 'account_archived',
  async run(action) {
    const { user } = action
    await asCaller(action, async (manager) => {
      await manager.update(UserStatus, { userId: user.id }, { archived: true })
      await endSessions(manager, user)
    })
  },
})

/** Its place in the schema. */
export const archiveAccountField = mutationField('archiveAccount', {
  description: 'Archives the account and ends every session. The next login restores it.',
  arguments: {
    password: ['String!', 'The password of the account.'],
  },
  mutation: archiveAccount,
})
