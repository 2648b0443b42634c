import type { EntityManager } from 'typeorm'
import { nonFieldError, problems } from '../errors/form-error.js'
import { isAlive } from '../sessions/sessions.js'
import { lockUserOrFail } from '../users/lock-user.js'
import { isOpen, type User } from '../users/user.entity.js'
import { callerSession } from './caller.js'
import { verified } from './guards.js'
import type { Action } from './mutation.js'

/**
 * Changes something for a verified caller, in one transaction, after looking again: since the request
 * began the session may have ended, because of a reset for instance (S18), and the account may have got
 * another address, which is not verified (S4). Without ACCESS_TOKEN_REVOCATION no session has to live;
 * a password that was replaced stands for its end.
 *
 * @throws FormError `unauthenticated`, `not_verified`; nothing is changed
 */
export function asCaller<T>(
  action: Action<User>,
  change: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const { app, user } = action
  const needsSession = app.settings.GRAPHQL_AUTH.ACCESS_TOKEN_REVOCATION
  return app.database.transaction(async (manager) => {
    const current = await lockUserOrFail(manager, user)
    const isLoggedIn = needsSession
      ? await isAlive(manager, callerSession(action))
      : current.password === user.password
    if (!isLoggedIn || !isOpen(current)) throw nonFieldError(problems.unauthenticated)
    await verified({ ...action, user: current })
    return change(manager)
  })
}
