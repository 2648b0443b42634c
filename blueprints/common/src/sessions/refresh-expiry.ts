import type { App } from '../context/app.js'
import { addSeconds } from '../process/clock.js'

/**
 * Whether a refresh token is too old to continue a session.
 *
 * @param since when it was issued or, if another one took its place, when that was
 */
export function isRefreshExpired(app: App, since: Date): boolean {
  const lifetime = app.settings.GRAPHQL_JWT.JWT_REFRESH_EXPIRATION_DELTA
  return addSeconds(since, lifetime) <= app.clock.now()
}
