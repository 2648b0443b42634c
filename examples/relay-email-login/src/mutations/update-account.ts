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
  description: 'Changes the given fields; omitted and null fields stay as they are.',
  arguments: {
    phone: ['String', 'The field phone of the user.'],
    firstName: ['String', 'The first name.'],
    lastName: ['String', 'The last name.'],
  },
  mutation: updateAccount,
})
