import { Not } from 'typeorm'
import { callerSession, loggedIn } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { endSessions } from '../sessions/sessions.js'

/** Logs the caller out everywhere but here. */
export const revokeOtherSessions = mutation({
  user: loggedIn,
  event: 'session_revoked',
  async run(action) {
    const { app, user } = action
    const others = { id: Not(callerSession(action) ?? '') }
    await app.database.transaction((manager) => endSessions(manager, user, others))
  },
})

/** Its place in the schema. */
export const revokeOtherSessionsField = mutationField('revokeOtherSessions', {
  description: 'Ends every session except this one.',
  mutation: revokeOtherSessions,
})
