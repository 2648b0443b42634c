import { nonFieldError, problems } from '../forms/errors.js'
import { noInput } from '../forms/input.js'
import { shownPayload } from '../sessions/access-token.js'
import { findSessionUser, subjectOf } from '../sessions/jwt-handlers.js'
import { anyone } from './guards.js'
import { mutation } from './mutation.js'
import { readToken } from './read-token.js'

/** Says what an access token says, when it is good and its session lives. */
export const verifyToken = mutation({
  user: anyone,
  form: noInput,
  async run({ app, args }) {
    const payload = readToken(app, String(args.token))
    const user = await findSessionUser(app.database.reader, {
      userId: subjectOf(payload),
      sessionId: payload.sid,
    })
    if (!user) throw nonFieldError(problems.invalidToken)
    return { payload: shownPayload(payload) }
  },
})
