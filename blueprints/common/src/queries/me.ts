import { findCaller } from '../auth/caller.js'
import type { Args, Request } from '../auth/mutation.js'
import type { SchemaModule } from '../auth/schema-module.js'

/** The account of the caller, or null. */
export const me: SchemaModule = {
  typeDefs: `
    type Query {
      me<%= sdl.tokenArgument %>: UserNode
    }
  `,
  resolvers: {
    Query: {
      me: (_root: unknown, args: Args, request: Request) => findCaller({ ...request, args }),
    },
  },
}
