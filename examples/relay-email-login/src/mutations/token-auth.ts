import type { EntityManager } from 'typeorm'
import { anyone } from '../auth/guards.js'
import { findAccount } from '../auth/login-fields.js'
import { type Action, mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { isRightPassword } from '../auth/password-attempt.js'
import type { App } from '../context/app.js'
import { logSecurityEvent } from '../context/security-log.js'
import { type FormError, nonFieldError, problems } from '../errors/form-error.js'
import { addressKey } from '../http/client.js'
import { QueueFull } from '../passwords/queue.js'
import { startSession } from '../sessions/sessions.js'
import { User } from '../users/user.entity.js'
import { UserStatus } from '../users/user-status.entity.js'

/** Logs in by a password and one of the login fields. An archived account comes back by that. */
export const tokenAuth = mutation({
  user: anyone,
  async run(action) {
    // Two logins at once may both replace a weak hash: the one that loses compares again.
    const answer = (await logIn(action)) ?? (await logIn(action))
    if (!answer) throw loginFailed(action, null)
    logSecurityEvent(action, 'login_succeeded', answer.user)
    return answer
  },
})

/** Its place in the schema. */
export const tokenAuthField = mutationField('tokenAuth', {
  type: 'ObtainJSONWebToken',
  description: 'Logs in with the password and one of the other arguments.',
  arguments: {
    password: ['String!', 'The password of the account.'],
    email: ['String', 'The primary e-mail.'],
  },
  results: {
    token: ['String', 'The access token.'],
    refreshToken: ['String', 'The token to refresh the access token with.'],
    user: ['UserNode', 'The user who has logged in.'],
    unarchiving: ['Boolean', 'Whether the login has restored an archived account.'],
  },
  // Clients of the original expect no null here, not even from a refused login.
  defaults: { unarchiving: false },
  mutation: tokenAuth,
})

/**
 * @returns null when the password was replaced, or the account closed, since it was compared
 * @throws FormError `invalid_credentials`, `too_many_attempts`
 */
async function logIn(action: Action) {
  const { app, args, client } = action
  const password = String(args.password)
  const account = await findAccount(app, args)
  const { user } = account
  const isRight = await isRightPassword(action, account, password)
  if (!user || !isRight) throw loginFailed(action, user)
  const hash = await freshHash(action, user, password)
  return app.database.transaction(async (manager) => {
    if (!(await recordLogin(app, manager, { user, hash }))) return null
    const unarchiving = await unarchive(manager, user)
    return { ...(await startSession(app, manager, { user, client })), user, unarchiving }
  })
}

/** Logs that a login failed. @returns the error that it ends with, always the same (S30) */
function loginFailed(action: Action, user: User | null): FormError {
  logSecurityEvent(action, 'login_failed', user)
  return nonFieldError(problems.invalidCredentials)
}

/**
 * A hash that is as strong as new ones are. What cannot be hashed whole keeps the one it has, and so
 * does everyone while many log in: the next login is another chance.
 */
async function freshHash({ app, client }: Action, user: User, password: string): Promise<string> {
  const isWeak = app.passwords.needsRehash(user.password) && app.passwords.canHash(password)
  if (!isWeak) return user.password
  return app.passwords.hash(password, addressKey(client.ip)).catch((error) => {
    if (error instanceof QueueFull) return user.password
    throw error
  })
}

/**
 * Saves the time of the login and, when the old one is weak, a new hash. A password that was
 * changed or an account that was closed since it was compared is left alone (S18, S45).
 *
 * @returns whether it could be saved
 */
async function recordLogin(
  app: App,
  manager: EntityManager,
  { user, hash }: { user: User; hash: string },
): Promise<boolean> {
  const lastLogin = app.clock.now()
  const { affected } = await manager.update(
    User,
    { id: user.id, password: user.password, isActive: true },
    { password: hash, lastLogin },
  )
  Object.assign(user, { password: hash, lastLogin })
  return affected === 1
}

/** @returns whether the account was archived until now */
async function unarchive(manager: EntityManager, user: User): Promise<boolean> {
  const { affected } = await manager.update(
    UserStatus,
    { userId: user.id, archived: true },
    { archived: false },
  )
  user.status.archived = false
  return affected === 1
}
