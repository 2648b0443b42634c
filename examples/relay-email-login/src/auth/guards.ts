import type { EntityManager } from 'typeorm'
import { logSecurityEvent } from '../context/security-log.js'
import { fieldError, nonFieldError, problems } from '../errors/form-error.js'
import type { MailTokenPurpose } from '../mail/mail-token.entity.js'
import { findTokenHolder } from '../mail/mail-tokens.js'
import { isUsable } from '../passwords/hashing.js'
import { sessionOf } from '../sessions/caller.js'
import { isAlive } from '../sessions/sessions.js'
import { lockUserOrFail } from '../users/lock-user.js'
import { isOpen, type User } from '../users/user.entity.js'
import type { Action, Call, Guard } from './mutation.js'
import { accountKey, isRightPassword } from './password-attempt.js'

/** For mutations that need no caller. */
export async function anyone(): Promise<null> {
  return null
}

/** The caller, or null. */
export function findCaller({ caller }: Call): Promise<User | null> {
  return caller()
}

/** The id of the session that the caller's token belongs to, or null. */
export function callerSession({ app, token }: Call): string | null {
  return sessionOf(app, token)
}

/** The caller. @throws FormError `unauthenticated` */
export async function loggedIn(action: Action): Promise<User> {
  const user = await findCaller(action)
  if (!user) throw nonFieldError(problems.unauthenticated)
  return user
}

/**
 * The user who was sent the token that the argument `token` holds.
 *
 * @throws FormError `invalid_token`, `expired_token`
 */
export function holderOf(purpose: MailTokenPurpose): (action: Action) => Promise<User> {
  return ({ app, args }) => findTokenHolder(app, purpose, String(args.token))
}

/** @throws FormError `not_verified` */
export const verified: Guard<User> = ({ user }) => {
  if (!user.status.verified) throw nonFieldError(problems.notVerified)
}

/** @throws FormError `already_verified` */
export const notYetVerified: Guard<User> = ({ user }) => {
  if (user.status.verified) throw nonFieldError(problems.alreadyVerified)
}

/** @throws FormError `password_already_set` */
export const withoutPassword: Guard<User> = ({ user }) => {
  if (isUsable(user.password)) throw nonFieldError(problems.passwordAlreadySet)
}

/** @throws FormError `secondary_email_required` */
export const hasSecondaryEmail: Guard<User> = ({ user }) => {
  if (!user.status.secondaryEmail) throw nonFieldError(problems.secondaryEmailRequired)
}

/**
 * The caller confirms with the password. A wrong one counts as in a login (S38).
 *
 * @param argument its name; the error is reported there
 * @throws FormError `invalid_password`, `too_many_attempts`
 */
export function confirmedBy(argument: string): Guard<User> {
  return async (action) => {
    const { user, args } = action
    const account = { user, key: accountKey(user), session: callerSession(action) }
    if (await isRightPassword(action, account, String(args[argument]))) return
    logSecurityEvent(action, 'confirmation_failed', user)
    throw fieldError(argument, problems.invalidPassword)
  }
}

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
