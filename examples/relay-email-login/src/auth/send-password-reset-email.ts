import { email } from '../forms/fields.js'
import { input } from '../forms/input.js'
import { sendAccountMail } from '../mail/account-mails.js'
import { findUserByEmail } from '../users/find-users.js'
import { anyone } from './guards.js'
import { mutation } from './mutation.js'

const address = input({ email: email({ maxLength: 254 }) })

/** Mails a link to the address that was asked for. Of an unknown address it says nothing. */
export const sendPasswordResetEmail = mutation({
  user: anyone,
  form: address,
  async run({ app, client, values }) {
    const user = await findUserByEmail(app.database.reader, values.email, { orSecondary: true })
    if (!user?.isActive) return
    const to = values.email
    await app.database.transaction((manager) =>
      sendAccountMail({ app, client }, manager, { kind: 'passwordReset', user, to }),
    )
  },
})
