import type { Settings } from '../settings/types.js'

/** A token of a session, by its field in answers. */
export type TokenName = 'token' | 'refreshToken'

/** The tokens that a session has. */
function sessionTokens({ GRAPHQL_JWT }: Settings): TokenName[] {
  return GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN ? ['token', 'refreshToken'] : ['token']
}

/** The token that continues a session. */
export function refreshTokenName(settings: Settings): TokenName {
  return settings.GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN ? 'refreshToken' : 'token'
}

/** Whether COOKIE_MODE puts any token into a cookie. */
export function hasCookies({ GRAPHQL_AUTH }: Settings): boolean {
  return GRAPHQL_AUTH.COOKIE_MODE !== 'off'
}

/** Those of them that travel in cookies. */
export function cookieTokens(settings: Settings): TokenName[] {
  const { COOKIE_MODE } = settings.GRAPHQL_AUTH
  if (COOKIE_MODE === 'off') return []
  return sessionTokens(settings).filter((name) => COOKIE_MODE === 'both' || name === 'refreshToken')
}

/** Those of them that answers have a field for. */
export function shownTokens(settings: Settings): TokenName[] {
  const hidden = settings.GRAPHQL_JWT.JWT_HIDE_TOKEN_FIELDS ? cookieTokens(settings) : []
  return sessionTokens(settings).filter((name) => !hidden.includes(name))
}
