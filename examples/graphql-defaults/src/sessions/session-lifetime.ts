import { type EntityManager, LessThanOrEqual } from 'typeorm'
import type { App } from '../context/app.js'
import { addSeconds } from '../process/clock.js'
import { Session } from './session.entity.js'

/**
 * When a session ends, however often it is refreshed (S16; ASVS 7.3.2).
 *
 * @returns null if REFRESH_FAMILY_LIFETIME does not limit it
 */
export function endOfSession(app: App, { createdAt }: Pick<Session, 'createdAt'>): Date | null {
  const lifetime = app.settings.GRAPHQL_AUTH.REFRESH_FAMILY_LIFETIME
  return lifetime === null ? null : addSeconds(createdAt, lifetime)
}

/** Whether a session has come to its end. */
export function isSessionOver(app: App, session: Pick<Session, 'createdAt'>): boolean {
  const end = endOfSession(app, session)
  return end !== null && end <= app.clock.now()
}

/**
 * The last moments at which a session that has ended until now can have been created and used: one
 * that is older in either way cannot be refreshed, and has no access token that is good.
 *
 * @returns no moment where age alone ends no session
 */
export function endedSince({ settings, clock }: App): { createdAt?: Date; lastUsedAt?: Date } {
  const { GRAPHQL_AUTH, GRAPHQL_JWT } = settings
  const now = clock.now()
  const lifetime = GRAPHQL_AUTH.REFRESH_FAMILY_LIFETIME
  const idle = Math.max(
    GRAPHQL_JWT.JWT_REFRESH_EXPIRATION_DELTA,
    GRAPHQL_JWT.JWT_EXPIRATION_DELTA + GRAPHQL_JWT.JWT_LEEWAY,
  )
  return {
    ...(lifetime !== null && { createdAt: addSeconds(now, -lifetime) }),
    ...(GRAPHQL_JWT.JWT_VERIFY_EXPIRATION && { lastUsedAt: addSeconds(now, -idle) }),
  }
}

/**
 * Whether a refresh token is too old to continue a session.
 *
 * @param since when it was issued or, if another one took its place, when that was
 */
export function isRefreshExpired(app: App, since: Date): boolean {
  const lifetime = app.settings.GRAPHQL_JWT.JWT_REFRESH_EXPIRATION_DELTA
  return addSeconds(since, lifetime) <= app.clock.now()
}

/** Removes the sessions that have come to their end, and with them their tokens. */
export async function removeEndedSessions(app: App, manager: EntityManager): Promise<void> {
  const { createdAt, lastUsedAt } = endedSince(app)
  if (createdAt) await manager.delete(Session, { createdAt: LessThanOrEqual(createdAt) })
  if (lastUsedAt) await manager.delete(Session, { lastUsedAt: LessThanOrEqual(lastUsedAt) })
}
