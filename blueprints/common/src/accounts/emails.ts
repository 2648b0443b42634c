import type { EntityManager } from 'typeorm'
import type { App } from '../context/app.js'
import { nonFieldError, notUnique, problems } from '../errors/form-error.js'
import type { Client } from '../http/client.js'
import { canonicalEmail } from '../identifiers/email-address.js'
import { sendNotice } from '../mail/account-mails.js'
import { MAIL_TOKEN_PURPOSES } from '../mail/mail-token.entity.js'
import { revokeMailTokens } from '../mail/mail-tokens.js'
import { EmailClaim } from '../users/email-claim.entity.js'
import { lockUser } from '../users/lock-user.js'
import { User } from '../users/user.entity.js'
import { UserStatus } from '../users/user-status.entity.js'

/** The problem of an address that is taken. */
export const emailTaken = notUnique('email')

/** Whether an account has the address, as primary or secondary one. */
export async function isEmailTaken(
  app: App,
  manager: EntityManager,
  email: string,
): Promise<boolean> {
  return manager.existsBy(EmailClaim, { address: canonicalEmail(app, email) })
}

/** Whether an address belongs to a user, as the primary or the secondary one. */
export async function isEmailOf(
  app: App,
  manager: EntityManager,
  email: string,
  { id }: User,
): Promise<boolean> {
  return manager.existsBy(EmailClaim, { address: canonicalEmail(app, email), userId: id })
}

/** Makes the addresses of a user theirs, and nobody else's. */
export async function claimEmails(app: App, manager: EntityManager, user: User): Promise<void> {
  await manager.delete(EmailClaim, { userId: user.id })
  await manager.insert(EmailClaim, claimsOf(app, user))
}

/** The claims of a user's addresses. */
export function claimsOf(app: App, user: User): EmailClaim[] {
  const { <%= email.name %>: primary, status } = user
  const claim = (address: string, kind: EmailClaim['kind']): EmailClaim => ({
    address: canonicalEmail(app, address),
    userId: user.id,
    kind,
  })
  return [
    claim(primary, 'primary'),
    ...(status.secondaryEmail ? [claim(status.secondaryEmail, 'secondary')] : []),
  ]
}

/**
 * The user as the transaction finds them: another one may have changed the addresses since they were
 * read, and claims must be those of the addresses that are there (S6).
 *
 * @throws FormError `unauthenticated` when there is no such user any more
 */
export async function currentUser(manager: EntityManager, owner: User): Promise<User> {
  const user = await lockUser(manager, owner)
  if (!user) throw nonFieldError(problems.unauthenticated)
  return user
}

/**
 * Gives a user another secondary address. The primary one is notified, and the one that is replaced or
 * removed (S39).
 *
 * @param address a verified one, or null to have none
 */
export async function setSecondaryEmail(
  request: { app: App; client: Client },
  manager: EntityManager,
  owner: User,
  address: string | null,
): Promise<void> {
  const user = await currentUser(manager, owner)
  const { <%= email.name %>: primary, status } = user
  const former = status.secondaryEmail
  await saveSecondaryEmail(request.app, manager, user, address)
  for (const to of [primary, former]) {
    if (to !== null) await sendNotice(request, manager, { kind: 'emailChanged', user, to })
  }
}

/**
 * Makes the secondary address the primary one and the other way round; sent links die (S3), and
 * the former primary address is notified (S39).
 *
 * @throws FormError `secondary_email_required`
 */
export async function swapEmailsOf(
  request: { app: App; client: Client },
  manager: EntityManager,
  owner: User,
): Promise<void> {
  const user = await currentUser(manager, owner)
  const { <%= email.name %>: primary, status } = user
  if (!status.secondaryEmail) throw nonFieldError(problems.secondaryEmailRequired)
  const swapped = { <%= email.name %>: status.secondaryEmail }
  await manager.update(User, { id: user.id }, swapped)
  Object.assign(user, swapped)
  await saveSecondaryEmail(request.app, manager, user, primary)
  await revokeMailTokens(request.app, manager, user, MAIL_TOKEN_PURPOSES)
  await sendNotice(request, manager, { kind: 'emailChanged', user, to: primary })
}

async function saveSecondaryEmail(
  app: App,
  manager: EntityManager,
  user: User,
  address: string | null,
): Promise<void> {
  await manager.update(UserStatus, { userId: user.id }, { secondaryEmail: address })
  user.status.secondaryEmail = address
  await claimEmails(app, manager, user)
}
