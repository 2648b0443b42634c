import { newPassword } from '../forms/new-password.js'
import { startSession } from '../sessions/sessions.js'
import { setPassword } from '../users/users.js'
import { confirmedBy, loggedIn, verified } from './guards.js'
import { mutation } from './mutation.js'

/** Sets another password; the caller goes on with new tokens, every other session ends. */
export const passwordChange = mutation({
  user: loggedIn,
  guards: [verified, confirmedBy('oldPassword')],
  form: newPassword,
  async run({ app, user, client, values }) {
    const hash = await app.passwords.hash(values.newPassword2)
    return app.database.transaction(async (manager) => {
      await setPassword(app, manager, { user, hash })
      return startSession(app, manager, { user, client })
    })
  },
})
