import { noInput } from '../forms/input.js'
import { swapEmailsOf } from '../users/emails.js'
import { confirmedBy, hasSecondaryEmail, loggedIn, verified } from './guards.js'
import { mutation } from './mutation.js'

/** Makes the secondary address the primary one, and the other way round. */
export const swapEmails = mutation({
  user: loggedIn,
  guards: [verified, hasSecondaryEmail, confirmedBy('password')],
  form: noInput,
  async run({ app, user }) {
    await app.database.transaction((manager) => swapEmailsOf(app, manager, user))
  },
})
