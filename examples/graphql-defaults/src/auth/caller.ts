import { sessionOf } from '../sessions/viewer.js'
import type { User } from '../users/user.entity.js'
import type { Call } from './mutation.js'

/** The caller, or null. */
export function findCaller({ viewer }: Call): Promise<User | null> {
  return viewer()
}

/** The id of the session that the caller's token belongs to, or null. */
export function callerSession({ app, token }: Call): string | null {
  return sessionOf(app, token)
}
