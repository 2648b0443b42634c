import type { EntityManager } from 'typeorm'
import type { App } from '../app.js'
import { sendAccountMail } from '../mail/account-mails.js'
import { MAIL_TOKEN_PURPOSES } from '../mail/mail-token.entity.js'
import { revokeMailTokens } from '../mail/mail-tokens.js'
import type { Client } from '../sessions/client.js'
import { isSameEmail } from './email-address.js'
import { claimEmails } from './emails.js'
import { User } from './user.entity.js'
import { UserStatus } from './user-status.entity.js'

/**
 * Gives a user another primary address. It is not verified before the link that is mailed to it
 * comes back, and links that were sent before are dead (S3, S4).
 */
export async function changeEmail(
  request: { app: App; client: Client },
  manager: EntityManager,
  { user, address }: { user: User; address: string },
): Promise<void> {
  await manager.update(User, { id: user.id }, { <%= email.name %>: address })
  if (isSameEmail(address, user.<%= email.name %>)) return
  await manager.update(UserStatus, { userId: user.id }, { verified: false })
  // The user given stays as it was: somebody else may have taken the address meanwhile.
  const changed = { ...user, <%= email.name %>: address }
  await claimEmails(manager, changed)
  await revokeMailTokens(request.app, manager, user, MAIL_TOKEN_PURPOSES)
  await sendAccountMail(request, manager, { kind: 'activation', user: changed, to: address })
}
