import { type EntityManager, IsNull } from 'typeorm'
import type { App, HookContext } from '../context/app.js'
import { logSecurityEvent } from '../context/security-log.js'
import { derivedToken, hashToken, randomToken } from '../crypto/tokens.js'
import { addSeconds } from '../process/clock.js'
import { RefreshToken } from './refresh-token.entity.js'
import { Session } from './session.entity.js'

/** Makes a refresh token for a session. @returns the token, which is stored only as a hash */
export async function issueRefreshToken(
  app: App,
  manager: EntityManager,
  sessionId: string,
): Promise<string> {
  const token = randomToken(app.settings.GRAPHQL_JWT.JWT_REFRESH_TOKEN_N_BYTES)
  return saveRefreshToken(app, manager, { token, sessionId })
}

/**
 * The token's row with its session, its user and their status; null when no one has it. It may be
 * one that was replaced: see `isReused`.
 */
export async function findRefreshToken(
  manager: EntityManager,
  token: string,
): Promise<RefreshToken | null> {
  return manager.findOne(RefreshToken, {
    where: { hash: hashToken(token) },
    relations: { session: { user: { status: true } } },
  })
}

/**
 * Whether a token was replaced so long ago that no one honest still uses it. Until then it may be
 * that the answer with the new one was lost on its way (REFRESH_TOKEN_REUSE_GRACE; S13, S15).
 */
export function isReused(app: App, { replacedAt }: RefreshToken): boolean {
  if (!replacedAt) return false
  const grace = app.settings.GRAPHQL_AUTH.REFRESH_TOKEN_REUSE_GRACE
  return !grace || addSeconds(replacedAt, grace) <= app.clock.now()
}

/**
 * A token that comes again was stolen. A thief uses it, or its user after a thief: no one knows which,
 * so the session ends for both (RFC 9700, 4.14.2; S13). It is not an error inside of the transaction, which
 * would undo it.
 */
export async function endStolen(
  context: HookContext,
  manager: EntityManager,
  { session }: RefreshToken,
): Promise<null> {
  const { id: sessionId, user } = session
  await manager.delete(Session, { id: sessionId })
  const { afterCommit } = context.app.database
  afterCommit(manager, () => logSecurityEvent(context, 'refresh_token_reused', user, { sessionId }))
  return null
}

/**
 * The token that continues the session after this one was used (RFC 9700, 4.14.2): another one, in whose place
 * it stands from now on. With JWT_REUSE_REFRESH_TOKENS the same one goes on, and its lifetime begins
 * again; without REFRESH_TOKEN_ROTATION the old one stays good beside the new one.
 *
 * @returns null when the token was replaced and must not be used again
 */
export async function nextRefreshToken(
  app: App,
  manager: EntityManager,
  { token, row }: { token: string; row: RefreshToken },
): Promise<string | null> {
  const { JWT_REUSE_REFRESH_TOKENS } = app.settings.GRAPHQL_JWT
  const now = app.clock.now()
  if (row.replacedAt) return successorInPlace(app, manager, token)
  if (!JWT_REUSE_REFRESH_TOKENS && !app.settings.GRAPHQL_AUTH.REFRESH_TOKEN_ROTATION) {
    return issueRefreshToken(app, manager, row.sessionId)
  }
  const { affected } = await manager.update(
    RefreshToken,
    { hash: row.hash, replacedAt: IsNull() },
    JWT_REUSE_REFRESH_TOKENS ? { createdAt: now } : { replacedAt: now },
  )
  // Someone else used it between our look and our update.
  if (affected !== 1) return successorInPlace(app, manager, token)
  if (JWT_REUSE_REFRESH_TOKENS) return token
  const successor = successorOf(app, token, app.env.secretKey)
  return saveRefreshToken(app, manager, { token: successor, sessionId: row.sessionId })
}

/** The token that took the place of one that was replaced; made with a former key, maybe. */
async function successorInPlace(
  app: App,
  manager: EntityManager,
  token: string,
): Promise<string | null> {
  for (const key of [app.env.secretKey, ...app.env.secretKeyFallbacks]) {
    const successor = successorOf(app, token, key)
    if (await manager.existsBy(RefreshToken, { hash: hashToken(successor) })) return successor
  }
  return null
}

/**
 * A token has one successor, so that requests at the same time, and one that is sent again, get
 * the same answer (S14, S15), although no token is stored.
 */
function successorOf(app: App, token: string, key: string): string {
  return derivedToken(app.settings.GRAPHQL_JWT.JWT_REFRESH_TOKEN_N_BYTES, { from: token, key })
}

async function saveRefreshToken(
  app: App,
  manager: EntityManager,
  { token, sessionId }: { token: string; sessionId: string },
): Promise<string> {
  const row = { hash: hashToken(token), sessionId, createdAt: app.clock.now(), replacedAt: null }
  await manager.insert(RefreshToken, row)
  return token
}

/** Removes the tokens that have expired, or were replaced so long ago that they would have. */
export async function removeOldRefreshTokens(app: App, manager: EntityManager): Promise<void> {
  const lifetime = app.settings.GRAPHQL_JWT.JWT_REFRESH_EXPIRATION_DELTA
  await manager
    .createQueryBuilder()
    .delete()
    .from(RefreshToken)
    .where('COALESCE(replaced_at, created_at) <= :before', {
      before: addSeconds(app.clock.now(), -lifetime),
    })
    .execute()
}
