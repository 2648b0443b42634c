import { loggedIn } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { asStaff, staffOnly } from '../auth/staff.js'
import { User } from '../users/user.entity.js'

/** Opens a closed account again, also one that its owner has closed. */
export const activateUser = mutation({
  user: loggedIn,
  guards: staffOnly,
  async run(action) {
    await asStaff(action, 'user_activated', (manager, { id }) =>
      manager.update(User, { id }, { isActive: true }),
    )
  },
})

/** Its place in the schema. */
export const activateUserField = mutationField('activateUser', {
<%- include('lines.ejs', { lines: sdl.fields.activateUser, indent: '  ' }) -%>
  mutation: activateUser,
})
