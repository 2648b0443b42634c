import { optional, text } from '../forms/fields.js'
import { updateUser } from '../users/update-user.js'
import { asCaller } from './as-caller.js'
import { loggedIn, verified } from './guards.js'
import { mutation } from './mutation.js'

/** Changes what was given; what was not given, or is null, stays. */
export const updateAccount = mutation({
  user: loggedIn,
  guards: [verified],
  fields: {
    firstName: optional(text({ maxLength: 150, blank: true })),
    lastName: optional(text({ maxLength: 150, blank: true })),
    phone: optional(text({ maxLength: 255, blank: true })),
  },
  async run(action) {
    await asCaller(action, (manager) => updateUser(manager, action.user, action.values))
  },
})
