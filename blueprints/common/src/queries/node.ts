import { GraphQLError } from 'graphql'
import type { RequestContext } from '../auth/mutation.js'
import type { SchemaModule } from '../auth/schema-module.js'
import { fromGlobalId, textFromGlobalId, toGlobalId } from '../identifiers/global-id.js'
import { findOwnSessions } from './sessions.js'
import { findVisibleUsers } from './visibility.js'

/** Most ids that `nodes` takes: as many as there are users on a page. */
const MOST_IDS = 100

/**
 * Finds objects of one type, all of them in one query. In the order of the ids: null for those of
 * another type, and for what the caller may not see.
 */
type Finder = (request: RequestContext, ids: readonly string[]) => Promise<(object | null)[]>

<%_ if (nodes.hasUsers) { _%>
/** The users that `user` would show one by one. */
const findUsers: Finder = async (request, ids) => {
  const keys = ids.map((id) => fromGlobalId('UserNode', id))
  const known = keys.filter((key) => key !== null)
  const users = new Map<number | null, object>()
  for (const user of await findVisibleUsers(request, known)) users.set(user.id, user)
  return keys.map((key) => users.get(key) ?? null)
}

<%_ } _%>
<%_ if (nodes.hasSessions) { _%>
/** Sessions of the caller. */
const findSessions: Finder = async (request, ids) => {
  const keys = ids.map((id) => textFromGlobalId('SessionNode', id))
  const known = keys.filter((key) => key !== null)
  const sessions = await findOwnSessions({ ...request, args: {} }, known)
  const byId = new Map(sessions?.map((session) => [session.id, session]))
  return keys.map((key) => (key === null ? null : byId.get(toGlobalId('SessionNode', key))) ?? null)
}

<%_ } _%>
/** One for each type that has ids. */
const FINDERS: Finder[] = [<%= nodes.finders %>]

async function findNodes(
  request: RequestContext,
  ids: readonly string[],
): Promise<(object | null)[]> {
  if (ids.length > MOST_IDS) {
    throw new GraphQLError(
      `Requesting ${ids.length} records by \`nodes\` exceeds the limit of ${MOST_IDS} records.`,
    )
  }
  const found = await Promise.all(FINDERS.map((find) => find(request, ids)))
  return ids.map((_id, index) => found.map((nodes) => nodes[index]).find(Boolean) ?? null)
}

/** Objects by their ids, which are unique across all types: what Relay fetches again is found so. */
export const node: SchemaModule = {
  typeDefs: `
    "What clients can ask for."
    type Query {
      "<%- sdl.does.node %>"
      node("The id, of whatever type." id: ID!): Node
      "<%- sdl.does.nodes %>"
      nodes("The ids, of whatever types." ids: [ID!]!): [Node]!
    }
  `,
  resolvers: {
    Query: {
      async node(_root: unknown, { id }: { id: string }, request: RequestContext) {
        const [found] = await findNodes(request, [id])
        return found
      },
      nodes: (_root: unknown, { ids }: { ids: string[] }, request: RequestContext) =>
        findNodes(request, ids),
    },
  },
}
