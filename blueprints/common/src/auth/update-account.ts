import { email, optional, password, text } from '../forms/fields.js'
import { input } from '../forms/input.js'
import { boolean, dateTime, day, number, numericId } from '../forms/typed-fields.js'
import { username } from '../forms/username.js'
import { updateUser } from '../users/update-user.js'
import { asCaller } from './as-caller.js'
import { loggedIn, verified } from './guards.js'
import { mutation } from './mutation.js'

const profile = input({<%- include('members.ejs', { lines: update.lines }) -%>})

/** Changes what was given; what was not given, or is null, stays. */
export const updateAccount = mutation({
  user: loggedIn,
  guards: [verified],
  form: profile,
  async run(action) {
    await asCaller(action, (manager) => updateUser(manager, action.user, action.values))
  },
})
