import { noInput } from '../forms/input.js'
import { deactivateUser, removeUser } from '../users/users.js'
import { confirmedBy, loggedIn, verified } from './guards.js'
import { mutation } from './mutation.js'

/** Closes the account or, with ALLOW_DELETE_ACCOUNT, removes it and all that belongs to it. */
export const deleteAccount = mutation({
  user: loggedIn,
  guards: [verified, confirmedBy('password')],
  form: noInput,
  async run({ app, user }) {
    const close = app.settings.GRAPHQL_AUTH.ALLOW_DELETE_ACCOUNT ? removeUser : deactivateUser
    await app.database.transaction((manager) => close(app, manager, user))
  },
})
