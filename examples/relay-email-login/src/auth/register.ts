import { startSession } from '../sessions/sessions.js'
import { createAccount } from './create-account.js'
import { anyone } from './guards.js'
import { perAddress } from './limits.js'
import { mutation } from './mutation.js'
import { accountFields, checkAccount } from './new-account.js'

/** Creates an account and mails the link that verifies it. The caller is logged in from now on. */
export const register = mutation({
  user: anyone,
  fields: accountFields,
  check: checkAccount,
  limits: perAddress('registerByAddress'),
  async run(action) {
    const { app, client } = action
    return createAccount(action, (manager, user) => startSession(app, manager, { user, client }))
  },
})
