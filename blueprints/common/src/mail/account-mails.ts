import type { EntityManager } from 'typeorm'
import type { App } from '../context/app.js'
import { nonFieldError, problems } from '../errors/form-error.js'
import type { Client } from '../http/client.js'
import type { User } from '../users/user.entity.js'
import {
  isLink,
  LINKS,
  type LinkKind,
  type MailKind,
  type MailVariables,
  type NoticeKind,
  type OwnMailKind,
  type VariablesOf,
} from './kinds.js'
import { issueMailToken } from './mail-tokens.js'
import { describeToStranger, describeUser } from './mail-user.js'
import { type Mail, MailError } from './mailer.js'
import { firstAttempt } from './outbox.js'
import { OutboxMail } from './outbox-mail.entity.js'

/** The request and the server that a mail comes from. */
interface MailContext {
  app: App
  client: Client
}

/**
 * Mails a link with a new token, as a part of the transaction. With the outbox the mail is written
 * down now and sent after the commit; without it, it is sent just before, and the transaction ends
 * with the FormError `email_fail` when that fails.
 */
export async function sendAccountMail(
  request: MailContext,
  manager: EntityManager,
  { kind, user, to }: { kind: LinkKind; user: User; to: string },
): Promise<void> {
  const { app } = request
  const { purpose } = LINKS[kind]
  const { token, seed } = await issueMailToken(app, manager, { purpose, user, address: to })
  if (hasOutbox(app)) return putIntoOutbox(request, manager, { kind, user, to, seed })
  app.database.beforeCommit(manager, async () => {
    const sent = await trySending(request, kind, user, { to, token })
    if (!sent) throw nonFieldError(problems.emailFail)
  })
}

/**
 * Notifies an address of a change of its account (S39), after the transaction is committed. A
 * notice that cannot be sent undoes nothing.
 *
 * @param to the address of before the change
 */
export async function sendNotice(
  request: MailContext,
  manager: EntityManager,
  { kind, user, to }: { kind: NoticeKind; user: User; to: string },
): Promise<void> {
  const { app } = request
  if (hasOutbox(app)) return putIntoOutbox(request, manager, { kind, user, to, seed: null })
  app.database.afterCommit(manager, async () => {
    await trySending(request, kind, user, { to, token: null })
  })
}

/** A mail of `src/own/mails.ts`. */
export interface OwnMailToSend<Kind extends OwnMailKind> {
  kind: Kind
  user: User
  /** Another address than the primary one of the user. */
  to?: string
  variables: VariablesOf<Kind>
}

/**
 * Sends a mail of `src/own/mails.ts` when the transaction is committed, and none when it is not.
 *
 * @param request who asked for it; a job has no client
 */
export async function sendMail<Kind extends OwnMailKind>(
  { app, client = NO_CLIENT }: { app: App; client?: Client },
  manager: EntityManager,
  { kind, user, to = user.<%= email.name %>, variables }: OwnMailToSend<Kind>,
): Promise<void> {
  const request = { app, client }
  if (hasOutbox(app)) {
    return putIntoOutbox(request, manager, { kind, user, to, seed: null, variables })
  }
  app.database.afterCommit(manager, async () => {
    await trySending(request, kind, user, { to, token: null, variables })
  })
}

const NO_CLIENT: Client = { ip: '', userAgent: '' }

function hasOutbox({ settings }: App): boolean {
  return settings.GRAPHQL_AUTH.EMAIL_ASYNC_TASK !== false
}

interface MailToSend {
  kind: MailKind
  user: User
  to: string
  seed: string | null
  variables?: MailVariables
}

async function putIntoOutbox(
  request: MailContext,
  manager: EntityManager,
  { kind, user, to, seed, variables }: MailToSend,
): Promise<void> {
  const { app } = request
  const now = app.clock.now()
  const said = contents(request, kind, user, to)
  const mail = manager.create(OutboxMail, {
    kind,
    recipient: to,
    userId: user.id,
    user: { ...said.user, ...(variables && { $variables: variables }) },
    tokenSeed: seed,
    ...said.request,
    createdAt: now,
    nextAttemptAt: firstAttempt(now),
  })
  await manager.insert(OutboxMail, mail)
  app.database.afterCommit(manager, () => app.mailDispatcher.announce(mail.id))
}

/** @returns whether it was sent; if not, the log says why */
async function trySending(
  request: MailContext,
  kind: MailKind,
  user: User,
  mail: Pick<Mail, 'to' | 'token' | 'variables'>,
): Promise<boolean> {
  const { app } = request
  const time = app.clock.now()
  try {
    await app.mailer.send(kind, { ...mail, ...contents(request, kind, user, mail.to), time })
    return true
  } catch (error) {
    if (!(error instanceof MailError)) throw error
    app.log.error({ event: 'mail_failed', kind, userId: user.id, reason: error.message })
    return false
  }
}

/** The data of user and request in a mail; reduced if the recipient is not verified. */
function contents({ client }: MailContext, kind: MailKind, user: User, to: string) {
  const { ip, userAgent } = client
  return isForOwner(kind, user)
    ? { user: describeUser(user), request: { ip, userAgent } }
    : { user: describeToStranger(user, to), request: { ip, userAgent: '' } }
}

/** Whether a mail goes to an owner who has shown that the address is theirs. */
function isForOwner(kind: MailKind, { status }: Partial<User>): boolean {
  const isVerifying = isLink(kind) && ['activation', 'secondaryEmail'].includes(LINKS[kind].purpose)
  return status?.verified === true && !isVerifying
}
