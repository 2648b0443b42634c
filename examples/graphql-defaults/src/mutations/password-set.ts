import { holderOf, withoutPassword } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { checkPasswords, newPasswords, setPasswordByMail } from '../auth/new-password.js'

/** Sets the first password of an account that was registered without one. */
export const passwordSet = mutation({
  user: holderOf('passwordSet'),
  guards: [withoutPassword],
  fields: newPasswords,
  check: checkPasswords,
  event: 'password_changed',
  async run(action) {
    await setPasswordByMail(action)
  },
})

/** Its place in the schema. */
export const passwordSetField = mutationField('passwordSet', {
  description: 'Sets the first password of an account, with the token of a mailed link.',
  arguments: {
    token: ['String!', 'The token of the link in the mail.'],
    newPassword1: ['String!', 'The new password.'],
    newPassword2: ['String!', 'The same password again.'],
  },
  mutation: passwordSet,
})
