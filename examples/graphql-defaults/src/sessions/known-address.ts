import type { App } from '../app.js'
import { addressKey } from '../throttle/address.js'
import { Session } from './session.entity.js'

/** Whether a session of the user lives that was started from this network address. */
export async function isKnownAddress(app: App, userId: number, ip: string): Promise<boolean> {
  const rows = await app.database.reader
    .createQueryBuilder(Session, 'session')
    .select('DISTINCT session.ip', 'ip')
    .where('session.userId = :userId', { userId })
    .getRawMany<{ ip: string }>()
  return rows.some((row) => addressKey(row.ip) === addressKey(ip))
}
