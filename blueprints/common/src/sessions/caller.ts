import type { IncomingHttpHeaders } from 'node:http'
import type { App } from '../context/app.js'
import { nonFieldError, problems } from '../errors/form-error.js'
import type { User } from '../users/user.entity.js'
import { type AccessTokenPayload, TokenError } from './access-token.js'
import { decodeToken, findSessionUser, subjectOf } from './jwt-handlers.js'

/**
 * The user that a token belongs to, at the cost of one query. A token that is missing, malformed,
 * expired or foreign makes the caller anonymous: that is not an error.
 */
export async function callerOf(app: App, token: string | null): Promise<User | null> {
  if (!token) return null
  try {
    return await findTokenUser(app, decodeToken(app, token))
  } catch (error) {
    if (error instanceof TokenError) return null
    throw error
  }
}

/** The id of the session that a token names; null when the token is invalid. */
export function sessionOf(app: App, token: string | null): string | null {
  if (!token) return null
  try {
    return decodeToken(app, token).sid
  } catch (error) {
    if (error instanceof TokenError) return null
    throw error
  }
}

/** Reads a token. @throws FormError `invalid_token`, `expired_token` */
export function readToken(app: App, token: string): AccessTokenPayload {
  try {
    return decodeToken(app, token)
  } catch (error) {
    if (!(error instanceof TokenError)) throw error
    throw nonFieldError(error.reason === 'expired' ? problems.expiredToken : problems.invalidToken)
  }
}

/**
 * The user of a token that is good by itself, or null. Without ACCESS_TOKEN_REVOCATION it is no
 * matter whether its session lives.
 */
export function findTokenUser(app: App, payload: AccessTokenPayload): Promise<User | null> {
  return findSessionUser(app.database.reader, {
    userId: subjectOf(payload),
    sessionId: app.settings.GRAPHQL_AUTH.ACCESS_TOKEN_REVOCATION ? payload.sid : null,
  })
}

/**
 * The token in `Authorization: JWT …`, or after `Bearer`, which works with any prefix. There may be
 * white space of any kind between them and around them.
 */
export function tokenFromHeaders(app: App, headers: IncomingHttpHeaders): string | null {
  const { JWT_AUTH_HEADER_NAME, JWT_AUTH_HEADER_PREFIX } = app.settings.GRAPHQL_JWT
  const header = headers[JWT_AUTH_HEADER_NAME.toLowerCase()]
  const [prefix = '', token, ...rest] = String(header ?? '')
    .trim()
    .split(/\s+/)
  const prefixes = [JWT_AUTH_HEADER_PREFIX.toLowerCase(), 'bearer']
  return token && rest.length === 0 && prefixes.includes(prefix.toLowerCase()) ? token : null
}
