import { markVerified } from '../accounts/users.js'
import { loggedIn } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { asStaff, staffOnly } from '../auth/staff.js'
import { notify } from '../context/app.js'
import { fieldError, problems } from '../errors/form-error.js'

/** Verifies an account, for instance when its owner has shown some other way who they are. */
export const verifyUser = mutation({
  user: loggedIn,
  guards: staffOnly,
  async run(action) {
    const { app, client } = action
    const target = await asStaff(action, 'user_verified', async (manager, user) => {
      const isNews = await markVerified(manager, user)
      if (!isNews) throw fieldError('id', problems.alreadyVerified)
      await app.hooks.onUserVerifying?.(user, { app, client, manager })
    })
    await notify(action, 'onUserVerified', target)
  },
})

/** Its place in the schema. */
export const verifyUserField = mutationField('verifyUser', {
<%- include('lines.ejs', { lines: sdl.fields.verifyUser, indent: '  ' }) -%>
  mutation: verifyUser,
})
