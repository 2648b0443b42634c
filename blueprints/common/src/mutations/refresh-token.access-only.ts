import { anyone } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { nonFieldError, problems } from '../errors/form-error.js'
import { shownPayload } from '../sessions/access-token.js'
import { readToken } from '../sessions/caller.js'
import {
  encodeToken,
  findSessionUser,
  isRefreshExpired,
  subjectOf,
  tokenPayload,
} from '../sessions/jwt-handlers.js'
import { Session } from '../sessions/session.entity.js'
import { isSessionOver } from '../sessions/session-lifetime.js'
import { touchSession } from '../sessions/sessions.js'

/** Gives a new access token for one that is still good; how often is limited by the first login. */
export const refreshToken = mutation({
  user: anyone,
  async run({ app, args }) {
    const { origIat, sid, ...old } = readToken(app, String(args.token))
    return app.database.transaction(async (manager) => {
      const userId = subjectOf({ ...old, sid })
      const user = await findSessionUser(manager, { userId, sessionId: sid })
      const session = await manager.findOneBy(Session, { id: sid })
      if (!user || !session || isSessionOver(app, session)) {
        throw nonFieldError(problems.invalidToken)
      }
      if (!origIat || isRefreshExpired(app, new Date(origIat * 1000))) {
        throw nonFieldError(problems.invalidToken)
      }
      if (!(await touchSession(app, manager, sid))) throw nonFieldError(problems.invalidToken)
      const payload = { ...tokenPayload(app, user, session), origIat }
      return { token: encodeToken(app, payload), payload: shownPayload(payload) }
    })
  },
})

/** Its place in the schema. */
export const refreshTokenField = mutationField('refreshToken', {
<%- include('lines.ejs', { lines: sdl.fields.refreshToken, indent: '  ' }) -%>
  mutation: refreshToken,
})
