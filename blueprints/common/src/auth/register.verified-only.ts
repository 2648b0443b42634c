import { createAccount } from './create-account.js'
import { anyone } from './guards.js'
import { perAddress } from './limits.js'
import { mutation } from './mutation.js'
import { newAccount } from './new-account.js'

/** Creates an account and mails the link that verifies it. */
export const register = mutation({
  user: anyone,
  form: newAccount,
  limits: perAddress('registerByAddress'),
  run: (action) => createAccount(action),
})
