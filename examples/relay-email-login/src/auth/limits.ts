import { addressKey } from '../http/client.js'
import { canonicalEmail } from '../identifiers/email-address.js'
import { isKnownAddress } from '../sessions/sessions.js'
import type { LimitName, Tally } from '../throttle/throttle.js'
import { EmailOwner } from '../users/email-owner.entity.js'
import type { User } from '../users/user.entity.js'
import type { Action, Limits, RequestContext } from './mutation.js'
import { accountKey } from './password-attempt.js'

/** Counts against the network address of the client. */
export function perAddress(limit: LimitName): Limits<unknown> {
  return (action) => [tallyOfAddress(limit, action)]
}

export function tallyOfAddress(limit: LimitName, { client }: RequestContext): Tally {
  return { limit, key: addressKey(client.ip) }
}

/**
 * Counts changes that notify the owner, so that an intruder cannot flood the mailbox. A reset by mail does
 * not count: it must stay possible.
 */
export function tallyOfChange({ user }: Action<User>): Tally {
  return { limit: 'changeByAccount', key: accountKey(user), user }
}

export const perChange: Limits<unknown, User> = (action) => [tallyOfChange(action)]

/** Counts a mail to the address that was asked for. */
export const perMail: Limits<{ email: string }> = (action) => mailTo(action, action.values.email)

/**
 * What a mail counts against: who asks for it, and the recipient, also one without an account:
 * no one learns who has one (S36). What others ask for cannot keep the owner from a link: where the
 * owner is known there is a count of its own, and no single network address uses up all of the other.
 */
export async function mailTo(request: RequestContext, recipient: string): Promise<Tally[]> {
  const { app, client } = request
  const address = addressKey(client.ip)
  const email = canonicalEmail(app, recipient)
  const owner = await app.database.reader.findOneBy(EmailOwner, { address: email })
  // Runs without an account too, so that the time does not reveal whether there is one.
  const isKnown = await isKnownAddress(app, owner?.userId ?? 0, client.ip)
  const ofRecipient = isKnown ? { key: `${email} at ${address}` } : { key: email, by: address }
  return [tallyOfAddress('mailByAddress', request), { limit: 'mailByRecipient', ...ofRecipient }]
}
