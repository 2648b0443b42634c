import { randomUUID } from 'node:crypto'
import { type EntityManager, type FindOptionsWhere, In, MoreThan } from 'typeorm'
import type { App } from '../context/app.js'
import { addressKey, type Client } from '../http/client.js'
import type { User } from '../users/user.entity.js'
import { encodeToken, tokenPayload } from './jwt-handlers.js'
import { issueRefreshToken } from './refresh-tokens.js'
import { Session } from './session.entity.js'
import { endedSince } from './session-lifetime.js'

/** What a client gets of a session. */
export interface SessionTokens {
  token: string
  refreshToken: string
}

/** Only programs have more; loops over all sessions of an account must end soon (S56). */
const MOST_KEPT = 1000

/**
 * Starts a session: from now on the user is logged in on this device. Where there are too many, the
 * oldest end.
 */
export async function startSession(
  app: App,
  manager: EntityManager,
  { user, client }: { user: User; client: Client },
): Promise<SessionTokens> {
  const now = app.clock.now()
  const session = manager.create(Session, {
    id: randomUUID(),
    userId: user.id,
    createdAt: now,
    lastUsedAt: now,
    ...client,
  })
  await manager.insert(Session, session)
  await endSurplus(manager, user)
  app.database.afterCommit(manager, () => rememberAddress(app, user, client))
  return {
    token: encodeToken(app, tokenPayload(app, user, session)),
    refreshToken: await issueRefreshToken(app, manager, session.id),
  }
}

async function endSurplus(manager: EntityManager, { id: userId }: User): Promise<void> {
  const surplus = await manager.find(Session, {
    select: { id: true },
    where: { userId },
    order: { createdAt: 'DESC', id: 'ASC' },
    skip: MOST_KEPT,
    // Not all at once, where there were no bounds before.
    take: MOST_KEPT,
  })
  if (surplus.length > 0) await manager.delete(Session, { id: In(surplus.map(({ id }) => id)) })
}

/**
 * Logs the user out everywhere: access tokens die at once, refresh tokens too (S17).
 *
 * @param where ends only those sessions of the user that it fits
 * @returns how many sessions have ended
 */
export async function endSessions(
  manager: EntityManager,
  user: User,
  where: FindOptionsWhere<Session> = {},
): Promise<number> {
  const { affected } = await manager.delete(Session, { ...where, userId: user.id })
  return affected ?? 0
}

/** Logs out on one device. */
export async function endSession(manager: EntityManager, sessionId: string): Promise<void> {
  await manager.delete(Session, { id: sessionId })
}

/** Most sessions that a user gets to see. */
const MOST_SHOWN = 100

/**
 * The sessions of a user that have not come to their end, the newest first.
 *
 * @param ids leaves only these of them
 */
export async function findSessions(
  app: App,
  user: User,
  ids?: readonly string[],
): Promise<Session[]> {
  if (ids?.length === 0) return []
  const ended = endedSince(app)
  return app.database.reader.find(Session, {
    where: {
      userId: user.id,
      ...(ids && { id: In(ids) }),
      ...(ended.createdAt && { createdAt: MoreThan(ended.createdAt) }),
      ...(ended.lastUsedAt && { lastUsedAt: MoreThan(ended.lastUsedAt) }),
    },
    order: { createdAt: 'DESC', id: 'ASC' },
    take: MOST_SHOWN,
  })
}

/** Whether a session has not ended. */
export async function isAlive(manager: EntityManager, sessionId: string | null): Promise<boolean> {
  return sessionId !== null && (await manager.existsBy(Session, { id: sessionId }))
}

/**
 * Remembers that a session was used just now. Until the transaction ends, no one else can end it.
 *
 * @returns whether it has not ended
 */
export async function touchSession(
  app: App,
  manager: EntityManager,
  sessionId: string,
): Promise<boolean> {
  const lastUsedAt = app.clock.now()
  const { affected } = await manager.update(Session, { id: sessionId }, { lastUsedAt })
  return affected === 1
}

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
