import { nonFieldError, problems } from '../forms/errors.js'
import { shownPayload } from '../sessions/access-token.js'
import { findTokenUser } from '../sessions/viewer.js'
import { anyone } from './guards.js'
import { mutation } from './mutation.js'
import { readToken } from './read-token.js'

/** Says what an access token says, when it would let its user in. */
export const verifyToken = mutation({
  user: anyone,
  async run({ app, args }) {
    const payload = readToken(app, String(args.token))
    if (!(await findTokenUser(app, payload))) throw nonFieldError(problems.invalidToken)
    return { payload: shownPayload(payload) }
  },
})
