import { loggedIn } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { asStaff, staffOnly } from '../auth/staff.js'
import { endSessions } from '../sessions/sessions.js'

/** Logs a user out everywhere. */
export const revokeUserSessions = mutation({
  user: loggedIn,
  guards: staffOnly,
  async run(action) {
    await asStaff(action, 'user_sessions_revoked', endSessions)
  },
})

/** Its place in the schema. */
export const revokeUserSessionsField = mutationField('revokeUserSessions', {
<%- include('lines.ejs', { lines: sdl.fields.revokeUserSessions, indent: '  ' }) -%>
  mutation: revokeUserSessions,
})
