import { noInput } from '../forms/input.js'
import { endSessions } from '../sessions/sessions.js'
import { loggedIn } from './guards.js'
import { mutation } from './mutation.js'

/** Logs the caller out everywhere, here too. */
export const revokeAllSessions = mutation({
  user: loggedIn,
  form: noInput,
  event: 'session_revoked',
  async run({ app, user }) {
    await app.database.transaction((manager) => endSessions(manager, user))
  },
})
