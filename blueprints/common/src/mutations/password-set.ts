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
<%- include('lines.ejs', { lines: sdl.fields.passwordSet, indent: '  ' }) -%>
  mutation: passwordSet,
})
