import type { EntityManager } from 'typeorm'
import type { App } from '../context/app.js'
import { fieldError } from '../errors/form-error.js'
import type { Client } from '../http/client.js'
import { isSameEmail } from '../identifiers/email-address.js'
import { sendAccountMail, sendNotice } from '../mail/account-mails.js'
import { MAIL_TOKEN_PURPOSES } from '../mail/mail-token.entity.js'
import { revokeMailTokens } from '../mail/mail-tokens.js'
import { User } from '../users/user.entity.js'
import { UserStatus } from '../users/user-status.entity.js'
import { claimEmails, currentUser, emailTaken } from './emails.js'

/**
 * Gives a user another primary address. It is not verified before the link that is mailed to it
 * comes back, links that were sent before are dead (S3, S4), and the former address is notified (S39).
 *
 * @throws FormError `unique` for the secondary address
 */
export async function changeEmail(
  request: { app: App; client: Client },
  manager: EntityManager,
  { user: owner, address }: { user: User; address: string },
): Promise<void> {
  const user = await currentUser(manager, owner)
  const { secondaryEmail } = user.status
  if (secondaryEmail && isSameEmail(request.app, address, secondaryEmail)) {
    throw fieldError('<%= email.name %>', emailTaken)
  }
  await manager.update(User, { id: user.id }, { <%= email.name %>: address })
  const { <%= email.name %>: former } = user
  if (isSameEmail(request.app, address, former)) return
  await manager.update(UserStatus, { userId: user.id }, { verified: false })
  // A copy that is a User, with the getters that its class may have.
  const changed = Object.assign(new User(), user, { <%= email.name %>: address })
  await claimEmails(request.app, manager, changed)
  await revokeMailTokens(request.app, manager, user, MAIL_TOKEN_PURPOSES)
  await sendNotice(request, manager, { kind: 'emailChanged', user, to: former })
  await sendAccountMail(request, manager, { kind: 'activation', user: changed, to: address })
}
