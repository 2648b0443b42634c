import type { App } from '../context/app.js'
import { nonFieldError, problems } from '../errors/form-error.js'
import { type AccessTokenPayload, TokenError } from '../sessions/access-token.js'
import { decodeToken } from '../sessions/jwt-handlers.js'

/** Reads a token. @throws FormError `invalid_token`, `expired_token` */
export function readToken(app: App, token: string): AccessTokenPayload {
  try {
    return decodeToken(app, token)
  } catch (error) {
    if (!(error instanceof TokenError)) throw error
    throw nonFieldError(error.reason === 'expired' ? problems.expiredToken : problems.invalidToken)
  }
}
