import { updateUser } from '../accounts/users.js'
import { asCaller, loggedIn, verified } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import {
  boolean,
  dateTime,
  day,
  email,
  number,
  numericId,
  optional,
  password,
  text,
  username,
} from '../forms/fields.js'

/** Changes what was given; what was not given, or is null, stays. */
export const updateAccount = mutation({
  user: loggedIn,
  guards: [verified],
<%_ if (update.lines.length > 0) { _%>
  fields: {
<%- include('lines.ejs', { lines: update.lines, indent: '    ' }) -%>
  },
<%_ } _%>
  async run(action) {
    await asCaller(action, (manager) => updateUser(manager, action.user, action.values))
  },
})

/** Its place in the schema. */
export const updateAccountField = mutationField('updateAccount', {
<%- include('lines.ejs', { lines: sdl.fields.updateAccount, indent: '  ' }) -%>
  mutation: updateAccount,
})
