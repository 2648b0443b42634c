import { type EntityManager, IsNull } from 'typeorm'
import type { App } from '../app.js'
import { nonFieldError, problems } from '../forms/errors.js'
import { RefreshToken } from './refresh-token.entity.js'
import { hashToken, randomToken } from './secrets.js'

/** Makes a refresh token for a session. @returns the token, which is stored only as a hash */
export async function issueRefreshToken(
  app: App,
  manager: EntityManager,
  sessionId: string,
): Promise<string> {
  const token = randomToken(app.settings.GRAPHQL_JWT.JWT_REFRESH_TOKEN_N_BYTES)
  await manager.insert(RefreshToken, {
    hash: hashToken(token),
    sessionId,
    createdAt: app.clock.now(),
    replacedAt: null,
  })
  return token
}

/** The token's row with its session, its user and their status; null when nobody has it. */
export async function findRefreshToken(
  manager: EntityManager,
  token: string,
): Promise<RefreshToken | null> {
  return manager.findOne(RefreshToken, {
    where: { hash: hashToken(token), replacedAt: IsNull() },
    relations: { session: { user: { status: true } } },
  })
}

/**
 * Puts a new token in the place of one that was used (RFC 9700, 4.14.2). With
 * JWT_REUSE_REFRESH_TOKENS the same one goes on, and its lifetime begins again.
 *
 * @throws FormError when somebody else has used it meanwhile
 */
export async function rotateRefreshToken(
  app: App,
  manager: EntityManager,
  { token, row }: { token: string; row: RefreshToken },
): Promise<string> {
  const reuse = app.settings.GRAPHQL_JWT.JWT_REUSE_REFRESH_TOKENS
  const now = app.clock.now()
  const { affected } = await manager.update(
    RefreshToken,
    { hash: row.hash, replacedAt: IsNull() },
    reuse ? { createdAt: now } : { replacedAt: now },
  )
  if (affected !== 1) throw nonFieldError(problems.invalidToken)
  return reuse ? token : issueRefreshToken(app, manager, row.sessionId)
}
