import type { EntityManager } from 'typeorm'
import type { App } from '../app.js'
import { notUnique } from '../forms/errors.js'
import { MAIL_TOKEN_PURPOSES } from '../mail/mail-token.entity.js'
import { revokeMailTokens } from '../mail/mail-tokens.js'
import { canonicalEmail } from './email-address.js'
import { EmailClaim } from './email-claim.entity.js'
import { User } from './user.entity.js'
import { UserStatus } from './user-status.entity.js'

/** What is wrong with an address that somebody has already. */
export const emailTaken = notUnique('email')

/** Whether the address belongs to somebody, as a primary or a secondary one. */
export async function isEmailTaken(manager: EntityManager, email: string): Promise<boolean> {
  return manager.existsBy(EmailClaim, { address: canonicalEmail(email) })
}

/** Makes the addresses of a user theirs, and nobody else's. */
export async function claimEmails(manager: EntityManager, user: User): Promise<void> {
  const { email: primary, status } = user
  const claim = (address: string, kind: EmailClaim['kind']) => ({
    address: canonicalEmail(address),
    userId: user.id,
    kind,
  })
  await manager.delete(EmailClaim, { userId: user.id })
  await manager.insert(EmailClaim, claim(primary, 'primary'))
  if (status.secondaryEmail) {
    await manager.insert(EmailClaim, claim(status.secondaryEmail, 'secondary'))
  }
}

/** @param address a verified one, or null to have none */
export async function setSecondaryEmail(
  manager: EntityManager,
  user: User,
  address: string | null,
): Promise<void> {
  await manager.update(UserStatus, { userId: user.id }, { secondaryEmail: address })
  user.status.secondaryEmail = address
  await claimEmails(manager, user)
}

/** Makes the secondary address the primary one and the other way round; sent links die (S3). */
export async function swapEmailsOf(app: App, manager: EntityManager, user: User): Promise<void> {
  const { email: primary, status } = user
  if (!status.secondaryEmail) return
  const swapped = { email: status.secondaryEmail }
  await manager.update(User, { id: user.id }, swapped)
  Object.assign(user, swapped)
  await setSecondaryEmail(manager, user, primary)
  await revokeMailTokens(app, manager, user, MAIL_TOKEN_PURPOSES)
}
