import { loggedIn } from '../auth/guards.js'
import { mailTo } from '../auth/limits.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { asStaff, findTarget, refusals, staffOnly } from '../auth/staff.js'
import { fieldError } from '../errors/form-error.js'
import { sendAccountMail } from '../mail/account-mails.js'

/** Mails a user, at the primary address, a link to set a new password. */
export const sendUserPasswordResetEmail = mutation({
  user: loggedIn,
  guards: staffOnly,
  async limits(action) {
    const { <%= email.name %>: recipient } = await findTarget(action)
    return mailTo(action, recipient)
  },
  async run(action) {
    await asStaff(action, 'user_reset_sent', async (manager, user) => {
      if (!user.isActive) throw fieldError('id', refusals.closedAccount)
      const to = user.<%= email.name %>
      await sendAccountMail(action, manager, { kind: 'passwordReset', user, to })
    })
  },
})

/** Its place in the schema. */
export const sendUserPasswordResetEmailField = mutationField('sendUserPasswordResetEmail', {
<%- include('lines.ejs', { lines: sdl.fields.sendUserPasswordResetEmail, indent: '  ' }) -%>
  mutation: sendUserPasswordResetEmail,
})
