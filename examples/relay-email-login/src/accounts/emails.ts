import type { EntityManager } from 'typeorm'
import type { App } from '../context/app.js'
import { nonFieldError, notUnique, problems } from '../errors/form-error.js'
import type { Client } from '../http/client.js'
import { canonicalEmail } from '../identifiers/email-address.js'
import { sendNotice } from '../mail/account-mails.js'
import { MAIL_TOKEN_PURPOSES } from '../mail/mail-token.entity.js'
import { revokeMailTokens } from '../mail/mail-tokens.js'
import { EmailOwner } from '../users/email-owner.entity.js'
import { lockUserOrFail } from '../users/lock-user.js'
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
  return manager.existsBy(EmailOwner, { address: canonicalEmail(app, email) })
}

/** Whether an address belongs to a user, as the primary or the secondary one. */
export async function isEmailOf(
  app: App,
  manager: EntityManager,
  email: string,
  { id }: User,
): Promise<boolean> {
  return manager.existsBy(EmailOwner, { address: canonicalEmail(app, email), userId: id })
}

/** Makes the addresses of a user theirs, and nobody else's. */
export async function saveEmailOwners(app: App, manager: EntityManager, user: User): Promise<void> {
  await manager.delete(EmailOwner, { userId: user.id })
  await manager.insert(EmailOwner, emailOwnersOf(app, user))
}

/** The owner of each address of a user: the user, in the form that is stored. */
export function emailOwnersOf(app: App, user: User): EmailOwner[] {
  const { email: primary, status } = user
  const ownerOf = (address: string, kind: EmailOwner['kind']): EmailOwner => ({
    address: canonicalEmail(app, address),
    userId: user.id,
    kind,
  })
  return [
    ownerOf(primary, 'primary'),
    ...(status.secondaryEmail ? [ownerOf(status.secondaryEmail, 'secondary')] : []),
  ]
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
  const user = await lockUserOrFail(manager, owner)
  const { email: primary, status } = user
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
  const user = await lockUserOrFail(manager, owner)
  const { email: primary, status } = user
  if (!status.secondaryEmail) throw nonFieldError(problems.secondaryEmailRequired)
  const swapped = { email: status.secondaryEmail }
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
  await saveEmailOwners(app, manager, user)
}
