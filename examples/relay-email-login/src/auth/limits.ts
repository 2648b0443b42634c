import { addressKey } from '../throttle/address.js'
import type { LimitName, Tally } from '../throttle/throttle.js'
import { canonicalEmail } from '../users/email-address.js'
import type { Limits, Request } from './mutation.js'

/** Counts against the network address of the client. */
export function perAddress(limit: LimitName): Limits<unknown> {
  return ({ client }) => [{ limit, key: addressKey(client.ip) }]
}

/** Counts a mail to the address that was asked for. */
export const perMail: Limits<{ email: string }> = (action) => mailTo(action, action.values.email)

/**
 * What a mail counts against: whoever asks for it, and the recipient, also one without an account:
 * nobody learns who has one (S36).
 */
export function mailTo({ app, client }: Request, recipient: string): Tally[] {
  return [
    { limit: 'mailByAddress', key: addressKey(client.ip) },
    { limit: 'mailByRecipient', key: canonicalEmail(app, recipient) },
  ]
}
