import { updateUser } from '../accounts/users.js'
import { asCaller, loggedIn, verified } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { optional, text } from '../forms/fields.js'

/** Changes what was given; what was not given, or is null, stays. */
export const updateAccount = mutation({
  user: loggedIn,
  guards: [verified],
  fields: {
    phone: optional(text({ maxLength: 255, blank: true })),
    firstName: optional(text({ maxLength: 150, blank: true })),
    lastName: optional(text({ maxLength: 150, blank: true })),
  },
  async run(action) {
    await asCaller(action, (manager) => updateUser(manager, action.user, action.values))
  },
})

/** Its place in the schema. */
export const updateAccountField = mutationField('updateAccount', {
  arguments: {
    phone: 'String',
    firstName: 'String',
    lastName: 'String',
  },
  mutation: updateAccount,
})
