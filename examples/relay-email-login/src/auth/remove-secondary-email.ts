import { revokeMailTokens } from '../mail/mail-tokens.js'
import { setSecondaryEmail } from '../users/emails.js'
import { asCaller } from './as-caller.js'
import { confirmedBy, hasSecondaryEmail, loggedIn, verified } from './guards.js'
import { perChange } from './limits.js'
import { mutation } from './mutation.js'

/** Gives the secondary address up; links that were sent to it are dead (S5). */
export const removeSecondaryEmail = mutation({
  user: loggedIn,
  guards: [verified, hasSecondaryEmail, confirmedBy('password')],
  limits: perChange,
  event: 'email_changed',
  async run(action) {
    const { app, user } = action
    await asCaller(action, async (manager) => {
      await setSecondaryEmail(action, manager, user, null)
      await revokeMailTokens(app, manager, user, ['secondaryEmail', 'passwordReset'])
    })
  },
})
