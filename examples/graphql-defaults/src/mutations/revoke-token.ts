import { anyone } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { logSecurityEvent } from '../context/security-log.js'
import { nonFieldError, problems } from '../errors/form-error.js'
import { toUnixSeconds } from '../process/clock.js'
import { findRefreshToken } from '../sessions/jwt-handlers.js'
import { endStolen, isReused } from '../sessions/refresh-tokens.js'
import { endSession } from '../sessions/sessions.js'

/** Logs out: ends the session of a refresh token, even of an expired one. */
export const revokeToken = mutation({
  user: anyone,
  async run(action) {
    const { app, args } = action
    const user = await app.database.transaction(async (manager) => {
      const row = await findRefreshToken(manager, String(args.refreshToken))
      if (!row) return null
      if (isReused(app, row)) return endStolen(action, manager, row)
      await endSession(manager, row.sessionId)
      return row.session.user
    })
    if (!user) throw nonFieldError(problems.invalidToken)
    logSecurityEvent(action, 'session_revoked', user)
    return { revoked: toUnixSeconds(app.clock.now()) }
  },
})

/** Its place in the schema. */
export const revokeTokenField = mutationField('revokeToken', {
  description: 'Logs out: ends the session of the refresh token.',
  arguments: {
    refreshToken: ['String!', 'The refresh token.'],
  },
  results: {
    revoked: ['Int', 'When the token was revoked, in seconds since 1970.'],
  },
  mutation: revokeToken,
})
