import { anyone } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { nonFieldError, problems } from '../errors/form-error.js'
import { shownPayload } from '../sessions/access-token.js'
import { findTokenUser, readToken } from '../sessions/caller.js'

/** Says what an access token says, when it would let its user in. */
export const verifyToken = mutation({
  user: anyone,
  async run({ app, args }) {
    const payload = readToken(app, String(args.token))
    if (!(await findTokenUser(app, payload))) throw nonFieldError(problems.invalidToken)
    return { payload: shownPayload(payload) }
  },
})

/** Its place in the schema. */
export const verifyTokenField = mutationField('verifyToken', {
  description: 'Returns the payload of an access token.',
  arguments: {
    token: ['String!', 'The access token.'],
  },
  results: {
    payload: ['GenericScalar', 'What the access token says.'],
  },
  mutation: verifyToken,
})
