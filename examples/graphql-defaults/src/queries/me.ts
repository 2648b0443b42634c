import { findCaller } from '../auth/guards.js'
import type { Args, RequestContext } from '../auth/mutation.js'
import type { SchemaModule } from '../auth/schema-module.js'

/** The account of the caller, or null. */
export const me: SchemaModule = {
  typeDefs: `
    "What clients can ask for."
    type Query {
      "The caller, or null."
      me: UserNode
    }
  `,
  resolvers: {
    Query: {
      me: (_root: unknown, args: Args, request: RequestContext) => findCaller({ ...request, args }),
    },
  },
}
