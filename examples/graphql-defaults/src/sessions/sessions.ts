import { randomUUID } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { App } from '../app.js'
import type { User } from '../users/user.entity.js'
import type { Client } from './client.js'
import { Session } from './session.entity.js'
import { issueTokens, type SessionTokens } from './session-tokens.js'

/** Starts a session: from now on the user is logged in on this device. */
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
  return issueTokens(app, manager, { user, sessionId: session.id })
}

/** Logs the user out everywhere: access tokens die at once, refresh tokens too (S17). */
export async function endSessions(manager: EntityManager, user: User): Promise<void> {
  await manager.delete(Session, { userId: user.id })
}

/** Logs out on one device. */
export async function endSession(manager: EntityManager, sessionId: string): Promise<void> {
  await manager.delete(Session, { id: sessionId })
}

/** Remembers that a session was used just now. */
export async function touchSession(
  app: App,
  manager: EntityManager,
  sessionId: string,
): Promise<void> {
  await manager.update(Session, { id: sessionId }, { lastUsedAt: app.clock.now() })
}
