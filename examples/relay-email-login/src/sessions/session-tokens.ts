import type { EntityManager } from 'typeorm'
import type { App } from '../context/app.js'
import type { User } from '../users/user.entity.js'
import { encodeToken, tokenPayload } from './jwt-handlers.js'
import { issueRefreshToken } from './refresh-tokens.js'
import type { Session } from './session.entity.js'

/** The tokens of a session, as the client gets them. */
export interface SessionTokens {
  token: string
  refreshToken: string
}

/** Makes the first tokens of a session. */
export async function issueTokens(
  app: App,
  manager: EntityManager,
  { user, session }: { user: User; session: Session },
): Promise<SessionTokens> {
  return {
    token: encodeToken(app, tokenPayload(app, user, session)),
    refreshToken: await issueRefreshToken(app, manager, session.id),
  }
}
