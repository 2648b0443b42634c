import { setTimeout as delay } from 'node:timers/promises'
import type { EntityManager } from 'typeorm'
import { emailTaken, isEmailTaken } from '../accounts/emails.js'
import { findUserByEmail } from '../accounts/find-users.js'
import type { App } from '../context/app.js'
import { fieldError } from '../errors/form-error.js'
import type { Client } from '../http/client.js'
import { canonicalEmail } from '../identifiers/email-address.js'
import { sendNotice } from '../mail/account-mails.js'
import { TooManyAttempts } from '../throttle/throttle.js'

/**
 * In milliseconds: longer than a lookup and a transaction take, and than the mail is written that
 * follows, which others could notice; too short to be waited for.
 */
const ANSWER_TIME = 200

/** Whether answers about mails must not tell who has an account (ENUMERATION_SAFE; S31). */
export function hidesAccounts({ settings }: App): boolean {
  return settings.GRAPHQL_AUTH.ENUMERATION_SAFE !== 'off'
}

/** Whether no answer may tell that an address is taken (ENUMERATION_SAFE "strict"; S32). */
export function hidesTakenEmails({ settings }: App): boolean {
  return settings.GRAPHQL_AUTH.ENUMERATION_SAFE === 'strict'
}

/** Waits for work that takes longer for some, and answers no sooner for the others. */
export async function inEqualTime<T>(work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, delay(ANSWER_TIME)])
  return result
}

/** @throws FormError `unique` for an address that someone has, if the answer may reveal that */
export async function refuseTakenEmail(app: App, field: string, address: string): Promise<void> {
  if (hidesTakenEmails(app)) return
  const isTaken = await isEmailTaken(app, app.database.reader, address)
  if (isTaken) throw fieldError(field, emailTaken)
}

/** The caller must not learn that either. */
function ignoreLimit(error: unknown): void {
  if (!(error instanceof TooManyAttempts)) throw error
}

/**
 * Tells the owner of an address what the caller must not learn: that it has an account.
 *
 * @returns whether it has one; false if the answer already revealed it
 */
export async function tellOwner(
  request: { app: App; client: Client },
  manager: EntityManager,
  address: string,
): Promise<boolean> {
  const { app } = request
  if (!hidesTakenEmails(app)) return false
  const user = await findUserByEmail(app, manager, address, { orSecondary: true })
  if (!user) return false
  const to = user.<%= email.name %>
  // A separate count: that of requested mails would reveal it.
  const tally = { limit: 'mailByRecipient', key: `owner ${canonicalEmail(app, to)}` } as const
  const send = () => sendNotice(request, manager, { kind: 'alreadyRegistered', user, to })
  await app.throttle.limit([tally], send).catch(ignoreLimit)
  return true
}
