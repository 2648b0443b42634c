import { createAccount } from './create-account.js'
import { anyone } from './guards.js'
import { perAddress } from './limits.js'
import { mutation } from './mutation.js'
import { accountFields, checkAccount } from './new-account.js'

/** Creates an account and mails the link that verifies it. */
export const register = mutation({
  user: anyone,
  fields: accountFields,
  check: checkAccount,
  limits: perAddress('registerByAddress'),
  run: (action) => createAccount(action),
})
