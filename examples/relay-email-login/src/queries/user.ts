import type { RequestContext } from '../auth/mutation.js'
import type { SchemaModule } from '../auth/schema-module.js'
import { fromGlobalId } from '../identifiers/global-id.js'
import { findVisibleUser } from './visibility.js'

/** A user that the caller may see, or null. */
export const user: SchemaModule = {
  typeDefs: `
    "What clients can ask for."
    type Query {
      "One user, or null."
      user("The id of the user." id: ID!): UserNode
    }
  `,
  resolvers: {
    Query: {
      user(_root: unknown, args: { id: string }, request: RequestContext) {
        const id = fromGlobalId('UserNode', args.id)
        return id === null ? null : findVisibleUser(request, id)
      },
    },
  },
}
