import type { EntityManager } from 'typeorm'
import type { App } from '../app.js'
import { nonFieldError, problems } from '../forms/errors.js'
import type { Client } from '../sessions/client.js'
import type { User } from '../users/user.entity.js'
import type { MailTokenPurpose } from './mail-token.entity.js'
import { issueMailToken } from './mail-tokens.js'
import { MailError, type MailKind, type MailUser } from './mailer.js'

const PURPOSES: Record<MailKind, MailTokenPurpose> = {
  activation: 'activation',
  activationResend: 'activation',
  secondaryEmailActivation: 'secondaryEmail',
  passwordSet: 'passwordSet',
  passwordReset: 'passwordReset',
}

/**
 * Mails a link with a new token, as a part of the transaction: what was done in it is undone when
 * the mail cannot be sent.
 *
 * @param request who asked for it
 * @throws FormError `email_fail`
 */
export async function sendAccountMail(
  request: { app: App; client: Client },
  manager: EntityManager,
  { kind, user, to }: { kind: MailKind; user: User; to: string },
): Promise<void> {
  const { app, client } = request
  const purpose = PURPOSES[kind]
  const token = await issueMailToken(app, manager, { purpose, user, address: to })
  try {
    await app.mailer.send(kind, { to, user: describeUser(user), token, request: client })
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    app.log.error({ event: 'mail_failed', kind, userId: user.id, reason: error.message })
    throw nonFieldError(problems.emailFail)
  }
}

/** What templates get to know of a user. */
function describeUser(user: User): MailUser {
  return {
    username: user.username,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
  }
}
