import type { EntityManager } from 'typeorm'
import type { App } from '../app.js'
import type { User } from '../users/user.entity.js'
import { encodeToken, tokenPayload } from './jwt-handlers.js'
import { issueRefreshToken } from './refresh-tokens.js'

/** The tokens of a session, as the client gets them. */
export interface SessionTokens {
  token: string
  refreshToken: string
}

/** Makes the first tokens of a session. */
export async function issueTokens(
  app: App,
  manager: EntityManager,
  { user, sessionId }: { user: User; sessionId: string },
): Promise<SessionTokens> {
  return {
    token: encodeToken(app, tokenPayload(app, user, sessionId)),
    refreshToken: await issueRefreshToken(app, manager, sessionId),
  }
}
