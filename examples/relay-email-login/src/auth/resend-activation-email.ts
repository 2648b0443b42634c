import { fieldError, problems } from '../forms/errors.js'
import { email } from '../forms/fields.js'
import { input } from '../forms/input.js'
import { sendAccountMail } from '../mail/account-mails.js'
import { findUserByEmail } from '../users/find-users.js'
import { anyone } from './guards.js'
import { mutation } from './mutation.js'

const address = input({ email: email({ maxLength: 254 }) })

/** Mails the activation link once more. Of an unknown address it says nothing. */
export const resendActivationEmail = mutation({
  user: anyone,
  form: address,
  async run({ app, client, values }) {
    const user = await findUserByEmail(app.database.reader, values.email, { orSecondary: true })
    if (!user) return
    if (user.status.verified) throw fieldError('email', problems.alreadyVerified)
    const to = user.email
    await app.database.transaction((manager) =>
      sendAccountMail({ app, client }, manager, { kind: 'activationResend', user, to }),
    )
  },
})
