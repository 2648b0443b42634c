import { loggedIn } from '../auth/guards.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { fieldError, problems } from '../errors/form-error.js'
import { textFromGlobalId } from '../identifiers/global-id.js'
import { endSessions } from '../sessions/sessions.js'

/** Ends one of the caller's sessions, on whatever device it is. */
export const revokeSession = mutation({
  user: loggedIn,
  event: 'session_revoked',
  async run({ app, user, args }) {
    const id = textFromGlobalId('SessionNode', String(args.id))
    if (id === null) throw fieldError('id', problems.unknownSession)
    await app.database.transaction(async (manager) => {
      const ended = await endSessions(manager, user, { id })
      if (ended === 0) throw fieldError('id', problems.unknownSession)
    })
  },
})

/** Its place in the schema. */
export const revokeSessionField = mutationField('revokeSession', {
  description: 'Ends one of the sessions that `sessions` lists.',
  arguments: {
    id: ['ID!', 'The id of a session of the caller.'],
  },
  mutation: revokeSession,
})
