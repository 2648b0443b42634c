import type { EntityManager } from 'typeorm'
import { isUniqueViolation } from '../database/errors.js'
import { notify } from '../notify.js'
import { logSecurityEvent } from '../security-log.js'
import type { SessionTokens } from '../sessions/session-tokens.js'
import type { User } from '../users/user.entity.js'
import { createUser } from '../users/users.js'
import { hidesTakenEmails, inEqualTime, tellOwner } from './enumeration.js'
import type { Action } from './mutation.js'
import { type NewAccount, newAccount, sendWelcomeMail, toNewUser } from './new-account.js'

type LogIn = (manager: EntityManager, user: User) => Promise<SessionTokens>

/**
 * Creates the account that a form describes, and mails the link that verifies it.
 *
 * @param logIn starts a session in the same transaction
 * @returns its tokens; none where they would tell that the address was free (S32)
 */
export async function createAccount(
  action: Action & { values: NewAccount },
  logIn?: LogIn,
): Promise<SessionTokens | undefined> {
  const { app } = action
  const newUser = await toNewUser(app, action.values)
  const isSecret = hidesTakenEmails(app)

  const creation = app.database.transaction(async (manager) => {
    if (await tellOwner(action, manager, newUser.email)) return null
    const user = await createUser(app, manager, newUser)
    await sendWelcomeMail(action, manager, user)
    return { user, tokens: isSecret ? undefined : await logIn?.(manager, user) }
  })
  const account = await (isSecret ? inEqualTime(creation) : creation).catch((error) =>
    reportLostRace(error, action),
  )
  if (!account) return
  logSecurityEvent(action, 'account_registered', account.user)
  const notified = notify(app, 'onUserRegistered', account.user)
  if (!isSecret) await notified
  return account.tokens
}

/** Somebody took a unique value between the check and the insert: the form says so now. */
async function reportLostRace(error: unknown, action: Action): Promise<never> {
  if (isUniqueViolation(error)) await newAccount(action)
  throw error
}
