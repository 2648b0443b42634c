import { logSecurityEvent } from '../context/security-log.js'
import { fieldError, nonFieldError, problems } from '../errors/form-error.js'
import type { MailTokenPurpose } from '../mail/mail-token.entity.js'
import { findTokenHolder } from '../mail/mail-tokens.js'
import { isUsable } from '../passwords/hashing.js'
import type { User } from '../users/user.entity.js'
import { callerSession, findCaller } from './caller.js'
import type { Action, Guard } from './mutation.js'
import { accountKey, isRightPassword } from './password-attempt.js'

/** For mutations that need no caller. */
export async function anyone(): Promise<null> {
  return null
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
