import type { App } from '../context/app.js'
import type { Client } from '../http/client.js'
import { addressKey } from '../http/client-address.js'
import type { User } from '../users/user.entity.js'
import { Session } from './session.entity.js'

/**
 * Whether the user is known at this network address: a login with the right password
 * came from there, a mailed link was used there, or a session that was started there is alive.
 * The end of sessions does not change that: a reset by mail must not make owners strangers.
 */
export async function isKnownAddress(app: App, userId: number, ip: string): Promise<boolean> {
  const address = addressKey(ip)
  const isRemembered = await app.throttle.known.knows(userId, address)
  const rows = await app.database.reader
    .createQueryBuilder(Session, 'session')
    .select('DISTINCT session.ip', 'ip')
    .where('session.userId = :userId', { userId })
    .getRawMany<{ ip: string }>()
  return isRemembered || rows.some((row) => addressKey(row.ip) === address)
}

/** Remembers where a user is who has just proved to be the owner. */
export async function rememberAddress(app: App, user: User, { ip }: Client): Promise<void> {
  await app.throttle.known.remember(user.id, addressKey(ip))
}
