import { deactivateUser as closeAccount } from '../accounts/users.js'
import { loggedIn } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { asStaff, refusals, staffOnly } from '../auth/staff.js'
import { fieldError } from '../errors/form-error.js'

/** Closes the account of someone else: those who close their own need someone else to open it. */
export const deactivateUser = mutation({
  user: loggedIn,
  guards: staffOnly,
  async run(action) {
    const { app, user } = action
    await asStaff(action, 'user_deactivated', async (manager, target) => {
      if (target.id === user.id) throw fieldError('id', refusals.ownAccount)
      await closeAccount(app, manager, target)
    })
  },
})

/** Its place in the schema. */
export const deactivateUserField = mutationField('deactivateUser', {
<%- include('lines.ejs', { lines: sdl.fields.deactivateUser, indent: '  ' }) -%>
  mutation: deactivateUser,
})
