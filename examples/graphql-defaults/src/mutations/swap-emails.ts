import { swapEmailsOf } from '../accounts/emails.js'
import { asCaller, confirmedBy, hasSecondaryEmail, loggedIn, verified } from '../auth/guards.js'
import { perChange } from '../auth/limits.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'

/** Makes the secondary address the primary one, and the other way round. */
export const swapEmails = mutation({
  user: loggedIn,
  guards: [verified, hasSecondaryEmail, confirmedBy('password')],
  limits: perChange,
  event: 'email_changed',
  async run(action) {
    await asCaller(action, (manager) => swapEmailsOf(action, manager, action.user))
  },
})

/** Its place in the schema. */
export const swapEmailsField = mutationField('swapEmails', {
  description: 'Swaps the primary and the secondary e-mail.',
  arguments: {
    password: ['String!', 'The password of the account.'],
  },
  mutation: swapEmails,
})
