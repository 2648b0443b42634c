import { fieldError } from '../forms/errors.js'
import { email } from '../forms/fields.js'
import { input } from '../forms/input.js'
import { sendAccountMail } from '../mail/account-mails.js'
import { emailTaken, isEmailTaken } from '../users/emails.js'
import { confirmedBy, loggedIn, verified } from './guards.js'
import { mutation } from './mutation.js'

const address = input({ email: email({ maxLength: 254 }) })

/** Mails a link to a second address. It is saved when the link comes back. */
export const sendSecondaryEmailActivation = mutation({
  user: loggedIn,
  guards: [verified, confirmedBy('password')],
  form: address,
  async run({ app, client, user, values }) {
    if (await isEmailTaken(app.database.reader, values.email)) {
      throw fieldError('email', emailTaken)
    }
    const to = values.email
    await app.database.transaction((manager) =>
      sendAccountMail({ app, client }, manager, { kind: 'secondaryEmailActivation', user, to }),
    )
  },
})
