import type { EntityManager } from 'typeorm'
import type { App } from '../context/app.js'
import type { User } from '../users/user.entity.js'
import { encodeToken, tokenPayload } from './jwt-handlers.js'
import type { Session } from './session.entity.js'

/** The token of a session, as the client gets it. */
export interface SessionTokens {
  token: string
}

/** Makes the first token of a session. */
export async function issueTokens(
  app: App,
  _manager: EntityManager,
  { user, session }: { user: User; session: Session },
): Promise<SessionTokens> {
  return { token: encodeToken(app, tokenPayload(app, user, session)) }
}
