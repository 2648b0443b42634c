import { createAccount } from '../auth/create-account.js'
import { anyone } from '../auth/guards.js'
import { perAddress } from '../auth/limits.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { accountFields, checkAccount } from '../auth/register-form.js'
import { startSession } from '../sessions/sessions.js'

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

/** Its place in the schema. */
export const registerField = mutationField('register', {
  description: 'Creates an account and mails the activation link.',
  arguments: {
    phone: ['String', 'The field phone of the user.'],
    email: ['String!', 'The primary e-mail.'],
    password1: ['String!', 'The new password.'],
    password2: ['String!', 'The same password again.'],
  },
  results: {
    token: ['String', 'The access token.'],
    refreshToken: ['String', 'The token to refresh the access token with.'],
  },
  mutation: register,
})
