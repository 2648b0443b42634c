import { findViewer, sessionOf } from '../sessions/viewer.js'
import type { User } from '../users/user.entity.js'
import type { Call } from './mutation.js'

/** The caller, or null. A token argument overrides the header. */
export function findCaller(call: Call): Promise<User | null> {
  const given = tokenArgument(call)
  return given ? findViewer(call.app, given) : call.viewer()
}

/** The id of the session that the caller's token belongs to, or null. */
export function callerSession(call: Call): string | null {
  return sessionOf(call.app, tokenArgument(call) ?? call.token)
}

function tokenArgument({ args }: Call): string | null {
  const { <%= tokenArgument %>: given } = args
  return typeof given === 'string' && given !== '' ? given : null
}
