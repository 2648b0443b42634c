import type { EntityManager } from 'typeorm'
import { logSecurityEvent } from '../context/security-log.js'
import type { RefreshToken } from '../sessions/refresh-token.entity.js'
import { endSession } from '../sessions/sessions.js'
import type { Action } from './mutation.js'

/**
 * A token that comes again was stolen. A thief uses it, or its user after a thief: no one knows which,
 * so the session ends for both (RFC 9700, 4.14.2; S13). It is not an error inside of the transaction, which
 * would undo it.
 */
export async function endStolen(
  action: Action,
  manager: EntityManager,
  { session }: RefreshToken,
): Promise<null> {
  await endSession(manager, session.id)
  const { id: sessionId, user } = session
  const { afterCommit } = action.app.database
  afterCommit(manager, () => logSecurityEvent(action, 'refresh_token_reused', user, { sessionId }))
  return null
}
