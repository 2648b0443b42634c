import { markVerified } from '../accounts/users.js'
import { holderOf, notYetVerified } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { notify } from '../context/app.js'
import { nonFieldError, problems } from '../errors/form-error.js'
import { isSameEmail } from '../identifiers/email-address.js'
import { useMailToken } from '../mail/mail-tokens.js'
import { rememberAddress } from '../sessions/sessions.js'

/** Verifies the account, when the token was sent to the address that it has now (S4). */
export const verifyAccount = mutation({
  user: holderOf('activation'),
  guards: [notYetVerified],
  event: 'account_verified',
  async run({ app, client, user, args }) {
    const isNews = await app.database.transaction(async (manager) => {
      const address = await useMailToken(app, manager, { user, token: String(args.token) })
      const isPrimary = isSameEmail(app, address, user.email)
      if (!isPrimary) throw nonFieldError(problems.invalidToken)
      if (!(await markVerified(manager, user))) return false
      await app.hooks.onUserVerifying?.(user, { app, client, manager })
      return true
    })
    await rememberAddress(app, user, client)
    if (isNews) await notify({ app, client }, 'onUserVerified', user)
  },
})

/** Its place in the schema. */
export const verifyAccountField = mutationField('verifyAccount', {
  description: 'Verifies the account that the link was mailed to.',
  arguments: {
    token: ['String!', 'The token of the link in the mail.'],
  },
  mutation: verifyAccount,
})
