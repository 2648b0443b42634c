import { addressKey } from '../throttle/address.js'
import type { LimitName } from '../throttle/throttle.js'
import { canonicalEmail } from '../users/email-address.js'
import type { Limit } from './mutation.js'

/** Counts against the network address of the client. */
export function perAddress(limit: LimitName): Limit {
  return ({ client }) => ({ limit, key: addressKey(client.ip) })
}

/**
 * Counts mails against whoever asks for them and against the recipient, also one without an
 * account: nobody learns who has one (S36).
 */
export const mailLimits: Limit[] = [
  perAddress('mailByAddress'),
  ({ app, args }) => ({ limit: 'mailByRecipient', key: canonicalEmail(app, String(args.email)) }),
]
