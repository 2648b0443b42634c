import type { EntityManager } from 'typeorm'
import { nonFieldError, problems } from '../forms/errors.js'
import { isAlive } from '../sessions/sessions.js'
import { currentUser } from '../users/emails.js'
import type { User } from '../users/user.entity.js'
import { callerSession } from './caller.js'
import { verified } from './guards.js'
import type { Action } from './mutation.js'

/**
 * Makes a change for a verified caller, in one transaction. Since the password was compared the
 * session may have ended, because of a reset for instance: then the caller is out (S18). The account
 * may have got another address, which is not verified (S4).
 *
 * @throws FormError `unauthenticated`, `not_verified`; nothing is changed
 */
export function asCaller<T>(
  action: Action<User>,
  change: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const { app, user } = action
  const isRevocable = app.settings.GRAPHQL_AUTH.ACCESS_TOKEN_REVOCATION
  return app.database.transaction(async (manager) => {
    const current = await currentUser(manager, user)
    if (isRevocable && !(await isAlive(manager, callerSession(action)))) {
      throw nonFieldError(problems.unauthenticated)
    }
    await verified({ ...action, user: current })
    return change(manager)
  })
}
