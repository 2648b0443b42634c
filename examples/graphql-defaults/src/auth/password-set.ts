import { checkPasswords, newPasswords } from '../forms/new-password.js'
import { holderOf, withoutPassword } from './guards.js'
import { mutation } from './mutation.js'
import { setPasswordByMail } from './password-by-mail.js'

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
