import { isUniqueViolation } from '../database/errors.js'
import { notify } from '../notify.js'
import { startSession } from '../sessions/sessions.js'
import { createUser } from '../users/users.js'
import { anyone } from './guards.js'
import { type Action, mutation } from './mutation.js'
import { newAccount, sendWelcomeMail, toNewUser } from './new-account.js'

/** Creates an account and mails the link that verifies it. The caller is logged in from now on. */
export const register = mutation({
  user: anyone,
  form: newAccount,
  async run(action) {
    const { app, client, values } = action
    const newUser = await toNewUser(app, values)
    const { user, tokens } = await app.database
      .transaction(async (manager) => {
        const user = await createUser(app, manager, newUser)
        await sendWelcomeMail(action, manager, user)
        return { user, tokens: await startSession(app, manager, { user, client }) }
      })
      .catch((error) => reportLostRace(error, action))
    await notify(app, 'onUserRegistered', user)
    return tokens
  },
})

/** Somebody took a unique value between the check and the insert: the form says so now. */
async function reportLostRace(error: unknown, action: Action): Promise<never> {
  if (isUniqueViolation(error)) await newAccount(action)
  throw error
}
