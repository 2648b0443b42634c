import type { EntityManager } from 'typeorm'
import { findUser } from '../accounts/find-users.js'
import { logSecurityEvent, type SecurityEvent } from '../context/security-log.js'
import { type FieldProblem, type FormError, fieldError, nonFieldError } from '../errors/form-error.js'
import { fromGlobalId } from '../identifiers/global-id.js'
import { lockUser } from '../users/lock-user.js'
import type { User } from '../users/user.entity.js'
import { asCaller, verified } from './guards.js'
import type { Action, Call, Guard } from './mutation.js'

/** Why staff may not do something. */
export const refusals = {
  notStaff: { message: 'Only staff may do this.', code: 'permission_denied' },
  ofSuperuser: {
    message: 'Only a superuser may do this to a superuser.',
    code: 'permission_denied',
  },
  ownAccount: { message: 'You cannot do this to your own account.', code: 'own_account' },
  unknownUser: { message: 'There is no such user.', code: 'invalid' },
  closedAccount: { message: 'This account is closed.', code: 'account_closed' },
} as const satisfies Record<string, FieldProblem>

/** @throws FormError `permission_denied` */
const isStaff: Guard<User> = (action) => {
  if (!hasRights(action.user)) throw denied(action, nonFieldError(refusals.notStaff))
}

/** For mutations of staff: users who are verified and have isStaff, or isSuperuser (S61). */
export const staffOnly = [verified, isStaff]

/**
 * The user that the argument `id` names, as of now.
 *
 * @throws FormError `invalid` for an unknown id
 */
export async function findTarget({ app, args }: Call): Promise<User> {
  const id = fromGlobalId('UserNode', String(args.id))
  const target = id === null ? null : await findUser(app.database.reader, { id })
  if (!target) throw fieldError('id', refusals.unknownUser)
  return target
}

/**
 * Changes something of the user that the argument `id` names, in one transaction, after looking again
 * whether the caller still has the rights. The log says who did it, and to whom (S63).
 *
 * @returns the user, as of before the change
 * @throws FormError `invalid` for an unknown id, `permission_denied` for a superuser (S62), and what
 *   asCaller throws; nothing is changed
 */
export async function asStaff(
  action: Action<User>,
  event: SecurityEvent,
  change: (manager: EntityManager, target: User) => Promise<unknown>,
): Promise<User> {
  const found = await findTarget(action)
  const target = await asCaller(action, async (manager) => {
    const caller = await findUser(manager, { id: action.user.id })
    if (!caller || !hasRights(caller)) throw denied(action, nonFieldError(refusals.notStaff))
    const target = await lockUser(manager, found)
    if (!target) throw fieldError('id', refusals.unknownUser)
    if (target.isSuperuser && !caller.isSuperuser) {
      throw denied(action, fieldError('id', refusals.ofSuperuser), target)
    }
    await change(manager, target)
    return target
  })
  logSecurityEvent(action, event, target, { byUserId: action.user.id })
  return target
}

/** The error for a caller without the rights, which the log tells too (S63). */
function denied(action: Action<User>, error: FormError, target?: User): FormError {
  const more = target && { aboutUserId: target.id }
  logSecurityEvent(action, 'permission_denied', action.user, more)
  return error
}

function hasRights({ isStaff, isSuperuser }: User): boolean {
  return isStaff || isSuperuser
}
