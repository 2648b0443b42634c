import type { EntityManager } from 'typeorm'
import { anyone } from '../auth/guards.js'
import { type Action, mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { nonFieldError, problems } from '../errors/form-error.js'
import { shownPayload } from '../sessions/access-token.js'
import {
  encodeToken,
  findRefreshToken,
  isRefreshExpired,
  tokenPayload,
} from '../sessions/jwt-handlers.js'
import { endStolen, isReused, nextRefreshToken } from '../sessions/refresh-tokens.js'
import { isSessionOver } from '../sessions/session-lifetime.js'
import { touchSession } from '../sessions/sessions.js'
import type { Tally } from '../throttle/throttle.js'
import { isOpen } from '../users/user.entity.js'

/** Goes on with a session: a new access token, and a new refresh token for the one used. */
export const refreshToken = mutation({
  user: anyone,
  limits: perSession,
  async run(action) {
    // What a stolen token brings about is saved: so refusals are not errors inside of the transaction.
    const answer = await action.app.database.transaction((manager) => goOn(action, manager))
    if (!answer) throw nonFieldError(problems.invalidToken)
    return answer
  },
})

/** Its place in the schema. */
export const refreshTokenField = mutationField('refreshToken', {
  description: 'Returns new tokens for a token that may still be refreshed.',
  arguments: {
    refreshToken: ['String!', 'The refresh token.'],
  },
  results: {
    token: ['String', 'The access token.'],
    refreshToken: ['String', 'The token to refresh the access token with.'],
    payload: ['GenericScalar', 'What the access token says.'],
  },
  mutation: refreshToken,
})

/** New tokens are rows, for days. What was replaced leads to none: it may tell of thieves at any time. */
async function perSession({ app, args }: Action): Promise<Tally[]> {
  const row = await findRefreshToken(app.database.reader, String(args.refreshToken))
  if (!row || row.replacedAt) return []
  return [{ limit: 'refreshBySession', key: row.sessionId, user: row.session.user }]
}

/** @returns null when the token is not good */
async function goOn(action: Action, manager: EntityManager) {
  const { app, args } = action
  const token = String(args.refreshToken)
  const row = await findRefreshToken(manager, token)
  if (!row) return null
  if (isReused(app, row)) return endStolen(action, manager, row)

  const { session } = row
  // One that was replaced just now was good when it was used first.
  const expired = isRefreshExpired(app, row.replacedAt ?? row.createdAt)
  if (expired || isSessionOver(app, session) || !isOpen(session.user)) return null
  if (!(await touchSession(app, manager, session.id))) return null
  const refreshToken = await nextRefreshToken(app, manager, { token, row })
  if (refreshToken === null) return null
  const payload = tokenPayload(app, session.user, session)
  return { token: encodeToken(app, payload), refreshToken, payload: shownPayload(payload) }
}
