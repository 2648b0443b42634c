import type { App } from '../app.js'
import { addSeconds } from '../clock.js'

/** Whether a login of that time is too long ago to go on with. */
export function isRefreshExpired(app: App, since: Date): boolean {
  const lifetime = app.settings.GRAPHQL_JWT.JWT_REFRESH_EXPIRATION_DELTA
  return addSeconds(since, lifetime) <= app.clock.now()
}
