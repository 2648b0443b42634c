import { callerSession, findCaller } from '../auth/caller.js'
import type { Call } from '../auth/mutation.js'
import type { Session } from '../sessions/session.entity.js'
import { findSessions } from '../sessions/sessions.js'
import { toGlobalId } from '../identifiers/global-id.js'

/** A session as its user sees it. */
export interface SessionNode
  extends Pick<Session, 'createdAt' | 'lastUsedAt' | 'ip' | 'userAgent'> {
  id: string
  /** Whether it is the one that asks. */
  isCurrent: boolean
}

/** Where the caller is logged in, the newest first (S20; ASVS 7.5.2); null for no one. */
export async function findOwnSessions(call: Call): Promise<SessionNode[] | null> {
  const user = await findCaller(call)
  if (!user) return null
  const current = callerSession(call)
  const sessions = await findSessions(call.app, user)
  return sessions.map((session) => ({
    ...session,
    id: toGlobalId('SessionNode', session.id),
    isCurrent: session.id === current,
  }))
}
