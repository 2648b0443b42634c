import { lockUserByEmail } from '../accounts/find-users.js'
import { hidesAccounts, inEqualTime } from '../auth/enumeration.js'
import { anyone } from '../auth/guards.js'
import { perMail } from '../auth/limits.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { fieldError, problems } from '../errors/form-error.js'
import { email } from '../forms/fields.js'
import { sendAccountMail } from '../mail/account-mails.js'

/** Mails the activation link again. The answer does not reveal whether the address has an account (S31). */
export const resendActivationEmail = mutation({
  user: anyone,
  fields: { email: email({ maxLength: 254 }) },
  limits: perMail,
  async run({ app, client, values }) {
    const sent = app.database.transaction(async (manager) => {
      const user = await lockUserByEmail(app, manager, values.email)
      if (user?.isActive && !user.status.verified) {
        const to = user.email
        await sendAccountMail({ app, client }, manager, { kind: 'activationResend', user, to })
      } else if (user?.status.verified && !hidesAccounts(app)) {
        throw fieldError('email', problems.alreadyVerified)
      }
    })
    await (hidesAccounts(app) ? inEqualTime(sent) : sent)
  },
})

/** Its place in the schema. */
export const resendActivationEmailField = mutationField('resendActivationEmail', {
  description: 'Mails a new activation link.',
  arguments: {
    email: ['String!', 'The address that the account was registered with.'],
  },
  mutation: resendActivationEmail,
})
