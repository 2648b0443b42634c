import { lockUserByEmail } from '../accounts/find-users.js'
import { hidesAccounts, inEqualTime } from '../auth/enumeration.js'
import { anyone } from '../auth/guards.js'
import { perMail } from '../auth/limits.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import type { App } from '../context/app.js'
import { email } from '../forms/fields.js'
import { isSameEmail } from '../identifiers/email-address.js'
import { sendAccountMail } from '../mail/account-mails.js'
import type { User } from '../users/user.entity.js'

/** Mails a link to the given address. The answer does not reveal whether it has an account (S31). */
export const sendPasswordResetEmail = mutation({
  user: anyone,
  fields: { email: email({ maxLength: 254 }) },
  limits: perMail,
  async run({ app, client, values }) {
    const sent = app.database.transaction(async (manager) => {
      const user = await lockUserByEmail(app, manager, values.email)
      if (!user?.isActive) return
      const to = addressOf(app, user, values.email)
      await sendAccountMail({ app, client }, manager, { kind: 'passwordReset', user, to })
    })
    await (hidesAccounts(app) ? inEqualTime(sent) : sent)
  },
})

/** Its place in the schema. */
export const sendPasswordResetEmailField = mutationField('sendPasswordResetEmail', {
  description: 'Mails a link to set a new password.',
  arguments: {
    email: ['String!', 'The primary or the secondary e-mail of the account.'],
  },
  mutation: sendPasswordResetEmail,
})

/** The address as stored in the account: a mail server may distinguish letter case. */
function addressOf(app: App, user: User, asked: string): string {
  const { email: primary, status } = user
  return isSameEmail(app, asked, primary) ? primary : (status.secondaryEmail ?? primary)
}
