import { setSecondaryEmail } from '../accounts/emails.js'
import { asCaller, confirmedBy, hasSecondaryEmail, loggedIn, verified } from '../auth/guards.js'
import { perChange } from '../auth/limits.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { revokeMailTokens } from '../mail/mail-tokens.js'

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

/** Its place in the schema. */
export const removeSecondaryEmailField = mutationField('removeSecondaryEmail', {
  description: 'Removes the secondary e-mail.',
  arguments: {
    password: ['String!', 'The password of the account.'],
  },
  mutation: removeSecondaryEmail,
})
