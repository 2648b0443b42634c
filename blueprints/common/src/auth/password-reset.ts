import { checkPasswords, newPasswords } from '../forms/new-password.js'
import { holderOf } from './guards.js'
import { mutation } from './mutation.js'
import { setPasswordByMail } from './password-by-mail.js'

/** Sets a new password for whoever was sent the link. */
export const passwordReset = mutation({
  user: holderOf('passwordReset'),
  fields: newPasswords,
  check: checkPasswords,
  event: 'password_changed',
  async run(action) {
    await setPasswordByMail(action)
  },
})
