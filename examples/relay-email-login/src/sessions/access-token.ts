import type { KeyObject } from 'node:crypto'
import jwt, { type JwtPayload } from 'jsonwebtoken'
import type { EntityManager } from 'typeorm'
import type { App } from '../context/app.js'
import { addSeconds, toUnixSeconds } from '../process/clock.js'
import { User } from '../users/user.entity.js'
import { Session } from './session.entity.js'
import { endOfSession } from './session-lifetime.js'

/** The payload of an access token. Times are seconds since 1970. */
export interface AccessTokenPayload extends JwtPayload {
  /** The id of the user: it never changes, as a username may (S25). */
  sub: string
  /** The session that the token dies with. */
  sid: string
  exp: number
  origIat?: number
}

/** Why a token is not good: an expired one was good once. */
export class TokenError extends Error {
  constructor(readonly reason: 'invalid' | 'expired') {
    super(reason)
  }
}

/** The payload of a token for this user and session. It expires with its session at the latest (S16). */
export function tokenPayload(
  app: App,
  user: User,
  session: Pick<Session, 'id' | 'createdAt'>,
): AccessTokenPayload {
  const { GRAPHQL_JWT } = app.settings
  const now = app.clock.now()
  const expires = addSeconds(now, GRAPHQL_JWT.JWT_EXPIRATION_DELTA)
  const end = endOfSession(app, session)
  return {
    email: user.email,
    sub: String(user.id),
    sid: session.id,
    exp: toUnixSeconds(end && end < expires ? end : expires),
    ...(GRAPHQL_JWT.JWT_ALLOW_REFRESH && { origIat: toUnixSeconds(now) }),
    ...(GRAPHQL_JWT.JWT_AUDIENCE && { aud: GRAPHQL_JWT.JWT_AUDIENCE }),
    ...(GRAPHQL_JWT.JWT_ISSUER && { iss: GRAPHQL_JWT.JWT_ISSUER }),
  }
}

/** The subject of a token: the id of the user. */
export function subjectOf({ sub }: AccessTokenPayload): string {
  return sub
}

/** The payload that clients see: without the session and the internal subject. */
export function shownPayload({ sub, sid, ...shown }: AccessTokenPayload): JwtPayload {
  return shown
}

/** Signs a token with the current key, whose id is in the header. */
export function encodeToken(app: App, payload: AccessTokenPayload): string {
  return jwt.sign(payload, app.keys.signing.key, {
    algorithm: app.settings.GRAPHQL_JWT.JWT_ALGORITHM,
    keyid: app.keys.signing.id,
    noTimestamp: true,
  })
}

/**
 * Checks a token and reads it. Only the configured algorithm is accepted, and the key is looked up
 * among our own by its id; nothing else in the header counts (RFC 8725, 3.1; S21, S22).
 *
 * @throws TokenError
 */
export function decodeToken(app: App, token: string): AccessTokenPayload {
  const { GRAPHQL_JWT } = app.settings
  try {
    const decoded = jwt.decode(token, { complete: true })
    if (!GRAPHQL_JWT.JWT_VERIFY) return accessTokenPayload(decoded?.payload)
    const key = decoded && keyOf(app, decoded.header)
    if (!key) throw new TokenError('invalid')
    const payload = jwt.verify(token, key, {
      algorithms: [GRAPHQL_JWT.JWT_ALGORITHM],
      clockTimestamp: toUnixSeconds(app.clock.now()),
      clockTolerance: GRAPHQL_JWT.JWT_LEEWAY,
      ignoreExpiration: !GRAPHQL_JWT.JWT_VERIFY_EXPIRATION,
      ...(GRAPHQL_JWT.JWT_AUDIENCE && { audience: GRAPHQL_JWT.JWT_AUDIENCE }),
      ...(GRAPHQL_JWT.JWT_ISSUER && { issuer: GRAPHQL_JWT.JWT_ISSUER }),
    })
    return accessTokenPayload(payload)
  } catch (error) {
    throw new TokenError(error instanceof jwt.TokenExpiredError ? 'expired' : 'invalid')
  }
}

/** The key that a header names, unless the token is of another kind or asks for extensions. */
function keyOf(app: App, { typ, crit, kid = '' }: jwt.JwtHeader): KeyObject | undefined {
  return typ === 'JWT' && crit === undefined ? app.keys.verifying.get(kid) : undefined
}

function accessTokenPayload(payload: JwtPayload | string | undefined): AccessTokenPayload {
  if (typeof payload !== 'object') throw new TokenError('invalid')
  const { sub, exp } = payload
  const sid: unknown = payload.sid
  if (!sub || !exp || typeof sid !== 'string') throw new TokenError('invalid')
  return { ...payload, sub, sid, exp }
}

/**
 * The user whose live session this is, or null: the session may have ended, the account may be
 * closed or archived.
 *
 * @param ids a session of null stands for any, also for one that has ended
 */
export async function findSessionUser(
  manager: EntityManager,
  { userId, sessionId }: { userId: string; sessionId: string | null },
): Promise<User | null> {
  const query = manager
    .createQueryBuilder(User, 'user')
    .innerJoinAndSelect('user.status', 'status')
    .where('user.id = :userId', { userId })
    .andWhere('user.isActive = :active AND status.archived = :archived', {
      active: true,
      archived: false,
    })
  if (sessionId !== null) {
    query.innerJoin(Session, 'session', 'session.userId = user.id AND session.id = :sessionId', {
      sessionId,
    })
  }
  return query.getOne()
}
