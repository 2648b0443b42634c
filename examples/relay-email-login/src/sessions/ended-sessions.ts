import { type EntityManager, LessThanOrEqual } from 'typeorm'
import type { App } from '../context/app.js'
import { Session } from './session.entity.js'
import { endedSince } from './session-lifetime.js'

/** Removes the sessions that have come to their end, and with them their tokens. */
export async function removeEndedSessions(app: App, manager: EntityManager): Promise<void> {
  const { createdAt, lastUsedAt } = endedSince(app)
  if (createdAt) await manager.delete(Session, { createdAt: LessThanOrEqual(createdAt) })
  if (lastUsedAt) await manager.delete(Session, { lastUsedAt: LessThanOrEqual(lastUsedAt) })
}
