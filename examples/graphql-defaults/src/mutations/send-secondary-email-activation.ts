import { hidesTakenEmails, inEqualTime, refuseTakenEmail, tellOwner } from '../auth/enumeration.js'
import { asCaller, confirmedBy, loggedIn, verified } from '../auth/guards.js'
import { perMail } from '../auth/limits.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { lookForTaken } from '../auth/taken-values.js'
import { email } from '../forms/fields.js'
import { sendAccountMail } from '../mail/account-mails.js'

/** Mails a link to a second address. It is saved when the link comes back. */
export const sendSecondaryEmailActivation = mutation({
  user: loggedIn,
  guards: [verified, confirmedBy('password')],
  // It may become the primary one.
  fields: { email: email({ maxLength: 254 }) },
  limits: perMail,
  async run(action) {
    const { app, user, values } = action
    const to = values.email
    const mail = { kind: 'secondaryEmailActivation', user, to } as const
    await lookForTaken(action, [], () => refuseTakenEmail(app, 'email', to))
    const sent = asCaller(action, async (manager) => {
      if (await tellOwner(action, manager, to)) return
      await sendAccountMail(action, manager, mail)
    })
    await (hidesTakenEmails(app) ? inEqualTime(sent) : sent)
  },
})

/** Its place in the schema. */
export const sendSecondaryEmailActivationField = mutationField('sendSecondaryEmailActivation', {
  description: 'Mails a link to the future secondary e-mail.',
  arguments: {
    email: ['String!', 'The future secondary e-mail.'],
    password: ['String!', 'The password of the account.'],
  },
  mutation: sendSecondaryEmailActivation,
})
