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
<%- include('lines.ejs', { lines: sdl.fields.revokeAllSessions, indent: '  ' }) -%>
  mutation: revokeAllSessions,
})
