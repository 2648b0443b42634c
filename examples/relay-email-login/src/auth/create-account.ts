import type { EntityManager } from 'typeorm'
import { createUser } from '../accounts/users.js'
import { notify } from '../context/app.js'
import { logSecurityEvent } from '../context/security-log.js'
import { isUniqueViolation } from '../database/errors.js'
import type { SessionTokens } from '../sessions/sessions.js'
import type { User } from '../users/user.entity.js'
import { hidesTakenEmails, inEqualTime, tellOwner } from './enumeration.js'
import type { Action } from './mutation.js'
import {
  checkAccountAgain,
  type NewAccount,
  sendActivationMail,
  toNewUser,
} from './register-form.js'

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
  const { app, client } = action
  const newUser = await toNewUser(action, action.values)
  const isSecret = hidesTakenEmails(app)

  const create = () =>
    app.database.transaction(async (manager) => {
      if (await tellOwner(action, manager, newUser.email)) return null
      const user = await createUser(app, manager, newUser)
      await sendActivationMail(action, manager, user)
      await app.hooks.onUserRegistering?.(user, { app, client, manager })
      return { user, tokens: isSecret ? undefined : await logIn?.(manager, user) }
    })
  const lostRace = async (error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    // Another request took a unique value since the check: the form reports it now.
    await checkAccountAgain(action)
    // It was the address, which the answer must not reveal: its owner gets a mail.
    return create()
  }
  const creation = create().catch(lostRace)
  const account = await (isSecret ? inEqualTime(creation) : creation)
  if (!account) return
  logSecurityEvent(action, 'account_registered', account.user)
  const notified = notify(action, 'onUserRegistered', account.user)
  if (!isSecret) await notified
  return account.tokens
}
