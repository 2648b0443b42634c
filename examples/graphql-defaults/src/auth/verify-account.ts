import { nonFieldError, problems } from '../forms/errors.js'
import { useMailToken } from '../mail/mail-tokens.js'
import { notify } from '../notify.js'
import { rememberAddress } from '../sessions/known-address.js'
import { isSameEmail } from '../users/email-address.js'
import { markVerified } from '../users/users.js'
import { holderOf, notYetVerified } from './guards.js'
import { mutation } from './mutation.js'

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
      return markVerified(manager, user)
    })
    await rememberAddress(app, user, client)
    if (isNews) await notify(app, 'onUserVerified', user)
  },
})
