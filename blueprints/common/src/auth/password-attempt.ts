import { addressKey } from '../http/client.js'
import { isKnownAddress } from '../sessions/sessions.js'
import type { Tally } from '../throttle/throttle.js'
import type { User } from '../users/user.entity.js'
import type { RequestContext } from './mutation.js'

/** The account whose password is tried. */
export interface Account {
  /** Attempts are counted under it: the same for all names of one account. */
  key: string
  /** Null when there is no such account. */
  user: User | null
  /** The session by which a password is asked for once more, if that is why. */
  session?: string | null
}

/** Attempts at an account, by any of its names (S33). */
export function accountKey({ id }: User): string {
  return `user ${id}`
}

/**
 * Whether a password is the right one. A wrong one counts against the account and against the
 * network address (S33, S38). Beyond either limit nothing is compared.
 *
 * What others try cannot lock the owner out (S34): where the owner is known there is a count of its
 * own, and so has a session from elsewhere. Who is neither known nor logged in waits until the window
 * ends, or resets the password.
 *
 * @throws FormError `too_many_attempts`
 * @throws QueueFull
 */
export async function isRightPassword(
  { app, client }: RequestContext,
  account: Account,
  password: string,
): Promise<boolean> {
  const { user } = account
  const address = addressKey(client.ip)
  // Runs without an account too, so that the time does not reveal whether there is one (S30).
  const isKnown = await isKnownAddress(app, user?.id ?? 0, client.ip)
  const tallies: Tally[] = [
    { limit: 'loginByAddress', key: address },
    { limit: 'loginByAccount', key: countedUnder(account, isKnown ? address : null), user },
  ]
  const hash = user?.isActive ? user.password : null
  return app.throttle.limit(
    tallies,
    () => app.passwords.verify(password, hash, address),
    (isRight) => !isRight,
  )
}

/**
 * A new password begins a new count where the owner is: who has forgotten the old one has used that up.
 *
 * @param knownAddress where the owner is, or null for someone elsewhere
 */
function countedUnder({ key, user, session }: Account, knownAddress: string | null): string {
  const place = knownAddress ?? session
  return user && place ? `${key} at ${place} with ${user.password}` : key
}
