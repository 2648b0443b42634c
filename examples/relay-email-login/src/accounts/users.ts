import type { EntityManager } from 'typeorm'
import type { App } from '../context/app.js'
import type { Client } from '../http/client.js'
import { sendNotice } from '../mail/account-mails.js'
import { MAIL_TOKEN_PURPOSES } from '../mail/mail-token.entity.js'
import { revokeMailTokens } from '../mail/mail-tokens.js'
import { isUsable } from '../passwords/hashing.js'
import type { PersonalDatum } from '../passwords/validators.js'
import { endSessions } from '../sessions/sessions.js'
import { User } from '../users/user.entity.js'
import { UserStatus } from '../users/user-status.entity.js'
import { saveEmailOwners } from './emails.js'

/** The values of a new user; all others have defaults. */
export type NewUser = Pick<User, RequiredColumn> & Partial<Omit<User, 'status'>>

type RequiredColumn = 'email' | 'password'

/** Creates a user, not verified and not archived, who owns the address. */
export async function createUser(app: App, manager: EntityManager, values: NewUser): Promise<User> {
  const user = await manager.save(User, {
    lastLogin: null,
    isSuperuser: false,
    firstName: '',
    lastName: '',
    isStaff: false,
    isActive: true,
    dateJoined: app.clock.now(),
    ...values,
  })
  user.status = await manager.save(UserStatus, {
    verified: false,
    archived: false,
    secondaryEmail: null,
    userId: user.id,
  })
  await saveEmailOwners(app, manager, user)
  return user
}

/** Saves the values that are given; `undefined` leaves a column as it is. */
export async function updateUser(
  manager: EntityManager,
  user: User,
  values: Partial<User>,
): Promise<void> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  if (given.length > 0) await manager.update(User, { id: user.id }, Object.fromEntries(given))
}

/** The links that give access to an account. */
const WAYS_IN = ['passwordReset', 'passwordSet', 'secondaryEmail'] as const

/**
 * Sets a password and logs the user out everywhere. Links to set another one, or to add an address,
 * die (S3, S17): someone else may have asked for them. An owner who had a password is notified (S39).
 */
export async function setPassword(
  request: { app: App; client: Client },
  manager: EntityManager,
  { user, hash }: { user: User; hash: string },
): Promise<void> {
  const isFirst = !isUsable(user.password)
  await manager.update(User, { id: user.id }, { password: hash })
  await endSessions(manager, user)
  await revokeMailTokens(request.app, manager, user, WAYS_IN)
  // Not earlier: the transaction may be repeated.
  request.app.database.afterCommit(manager, async () => {
    user.password = hash
  })
  if (isFirst) return
  const to = user.email
  await sendNotice(request, manager, { kind: 'passwordChanged', user, to })
}

/** @returns whether the address was not known to be the user's until now */
export async function markVerified(manager: EntityManager, { id }: User): Promise<boolean> {
  const unverified = { userId: id, verified: false }
  const { affected } = await manager.update(UserStatus, unverified, { verified: true })
  return affected === 1
}

/** Closes an account for good, but keeps its rows: no one can log in, links in mails are dead. */
export async function deactivateUser(app: App, manager: EntityManager, user: User): Promise<void> {
  await manager.update(User, { id: user.id }, { isActive: false })
  await endSessions(manager, user)
  await revokeMailTokens(app, manager, user, MAIL_TOKEN_PURPOSES)
}

/** Removes a user and, by the foreign keys, everything of theirs; mails are still sent (S39). */
export async function removeUser(_app: App, manager: EntityManager, user: User): Promise<void> {
  await manager.delete(User, { id: user.id })
}

/** The values that a password of this user must not resemble, in the order of the checks. */
export function personalData(user: Partial<User>): PersonalDatum[] {
  return [
    { value: user.firstName ?? '', label: 'first name' },
    { value: user.lastName ?? '', label: 'last name' },
    { value: user.email ?? '', label: 'email address' },
  ]
}
