import { nonFieldError, problems } from '../forms/errors.js'
import { noInput } from '../forms/input.js'
import { shownPayload } from '../sessions/access-token.js'
import {
  encodeToken,
  findRefreshToken,
  isRefreshExpired,
  tokenPayload,
} from '../sessions/jwt-handlers.js'
import { rotateRefreshToken } from '../sessions/refresh-tokens.js'
import { touchSession } from '../sessions/sessions.js'
import { isOpen } from '../users/user.entity.js'
import { anyone } from './guards.js'
import { mutation } from './mutation.js'

/** Goes on with a session: a new access token, and a new refresh token for the one used. */
export const refreshToken = mutation({
  user: anyone,
  form: noInput,
  async run({ app, args }) {
    const token = String(args.refreshToken)
    return app.database.transaction(async (manager) => {
      const row = await findRefreshToken(manager, token)
      if (!row || isRefreshExpired(app, row.createdAt) || !isOpen(row.session.user)) {
        throw nonFieldError(problems.invalidToken)
      }
      const payload = tokenPayload(app, row.session.user, row.sessionId)
      await touchSession(app, manager, row.sessionId)
      return {
        token: encodeToken(app, payload),
        refreshToken: await rotateRefreshToken(app, manager, { token, row }),
        payload: shownPayload(payload),
      }
    })
  },
})
