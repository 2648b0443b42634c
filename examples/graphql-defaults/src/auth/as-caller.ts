import type { EntityManager } from 'typeorm'
import { nonFieldError, problems } from '../forms/errors.js'
import { isAlive } from '../sessions/sessions.js'
import { currentUser } from '../users/emails.js'
import type { User } from '../users/user.entity.js'
import { callerSession } from './caller.js'
import type { Action } from './mutation.js'

/**
 * Makes a change for the caller, in one transaction. The session may have ended since the password
 * was compared, because of a reset for instance: then the caller is out (S18).
 *
 * @throws FormError `unauthenticated` when it has ended; nothing is changed
 */
export function asCaller<T>(
  action: Action<User>,
  change: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const { app, user } = action
  const isRevocable = app.settings.GRAPHQL_AUTH.ACCESS_TOKEN_REVOCATION
  return app.database.transaction(async (manager) => {
    await currentUser(manager, user)
    if (isRevocable && !(await isAlive(manager, callerSession(action)))) {
      throw nonFieldError(problems.unauthenticated)
    }
    return change(manager)
  })
}
