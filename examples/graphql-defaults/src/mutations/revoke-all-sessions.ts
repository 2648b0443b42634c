import { loggedIn } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { endSessions } from '../sessions/sessions.js'

/** Logs the caller out everywhere, here too. */
export const revokeAllSessions = mutation({
  user: loggedIn,
  event: 'session_revoked',
  async run({ app, user }) {
    await app.database.transaction((manager) => endSessions(manager, user))
  },
})

/** Its place in the schema. */
export const revokeAllSessionsField = mutationField('revokeAllSessions', {
  description: 'Ends every session, including this one.',
  mutation: revokeAllSessions,
})
