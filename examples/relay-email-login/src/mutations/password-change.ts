import { setPassword } from '../accounts/users.js'
import { asCaller, confirmedBy, loggedIn, verified } from '../auth/guards.js'
import { perChange } from '../auth/limits.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { checkPasswords, newPasswords } from '../auth/new-password.js'
import { addressKey } from '../http/client.js'
import { startSession } from '../sessions/sessions.js'

/** Sets another password; the caller continues with new tokens, every other session ends. */
export const passwordChange = mutation({
  user: loggedIn,
  guards: [verified, confirmedBy('oldPassword')],
  fields: newPasswords,
  check: checkPasswords,
  limits: perChange,
  event: 'password_changed',
  async run(action) {
    const { app, user, client, values } = action
    const hash = await app.passwords.hash(values.newPassword2, addressKey(client.ip))
    return asCaller(action, async (manager) => {
      await setPassword(action, manager, { user, hash })
      return startSession(app, manager, { user, client })
    })
  },
})

/** Its place in the schema. */
export const passwordChangeField = mutationField('passwordChange', {
  description: 'Sets the password, ends every session and starts a new one.',
  arguments: {
    oldPassword: ['String!', 'The password until now.'],
    newPassword1: ['String!', 'The new password.'],
    newPassword2: ['String!', 'The same password again.'],
  },
  results: {
    token: ['String', 'The access token.'],
    refreshToken: ['String', 'The token to refresh the access token with.'],
  },
  mutation: passwordChange,
})
