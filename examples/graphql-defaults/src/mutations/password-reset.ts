import { holderOf } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { checkPasswords, newPasswords, setPasswordByMail } from '../auth/new-password.js'

/** Sets a new password for the recipient of the link. */
export const passwordReset = mutation({
  user: holderOf('passwordReset'),
  fields: newPasswords,
  check: checkPasswords,
  event: 'password_changed',
  async run(action) {
    await setPasswordByMail(action)
  },
})

/** Its place in the schema. */
export const passwordResetField = mutationField('passwordReset', {
  description: 'Sets the password with the token of a mailed link. Ends every session.',
  arguments: {
    token: ['String!', 'The token of the link in the mail.'],
    newPassword1: ['String!', 'The new password.'],
    newPassword2: ['String!', 'The same password again.'],
  },
  mutation: passwordReset,
})
