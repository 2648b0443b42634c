import { callerSession, findCaller } from '../auth/guards.js'
import type { Args, Call, RequestContext } from '../auth/mutation.js'
import type { SchemaModule } from '../auth/schema-module.js'
import { toGlobalId } from '../identifiers/global-id.js'
import type { Session } from '../sessions/session.entity.js'
import { findSessions } from '../sessions/sessions.js'

/** A session as its user sees it. */
interface SessionNode extends Pick<Session, 'createdAt' | 'lastUsedAt' | 'ip' | 'userAgent'> {
  __typename: 'SessionNode'
  id: string
  /** Whether it is the one that asks. */
  isCurrent: boolean
}

/**
 * Where the caller is logged in, the newest first (S20; ASVS 7.5.2); null for no one.
 *
 * @param ids leaves only these of them
 */
export async function findOwnSessions(
  call: Call,
  ids?: readonly string[],
): Promise<SessionNode[] | null> {
  const user = await findCaller(call)
  if (!user) return null
  const current = callerSession(call)
  const sessions = await findSessions(call.app, user, ids)
  return sessions.map((session) => ({
    ...session,
    __typename: 'SessionNode',
    id: toGlobalId('SessionNode', session.id),
    isCurrent: session.id === current,
  }))
}

/** The sessions of the caller. */
export const sessions: SchemaModule = {
  typeDefs: `
    "What clients can ask for."
    type Query {
      "The sessions of the caller, newest first, at most 100; or null."
      sessions: [SessionNode!]
    }

    "A login of the caller on one device."
    type SessionNode implements Node {
      "The id, unique across all types."
      id: ID!
      "When it began."
      createdAt: DateTime!
      "When its tokens were last refreshed."
      lastUsedAt: DateTime!
      "The network address that it began from."
      ip: String!
      "The program that it began with."
      userAgent: String!
      "Whether it is the one that asks."
      isCurrent: Boolean!
    }
  `,
  resolvers: {
    Query: {
      sessions: (_root: unknown, args: Args, request: RequestContext) =>
        findOwnSessions({ ...request, args }),
    },
  },
}
