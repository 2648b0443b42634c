import type { Request } from '../auth/mutation.js'
import type { SchemaModule } from '../auth/schema-module.js'
import { findUsers, type UsersArgs } from './users-connection.js'

/** Pages of the users that the caller may see. */
export const users: SchemaModule = {
  typeDefs: `
    type Query {
      users(
        offset: Int
        before: String
        after: String
        first: Int
        last: Int
<%- include('lines.ejs', { lines: sdl.filterArguments, indent: '        ' }) -%>
      ): UserNodeConnection
    }

    type UserNodeConnection {
      pageInfo: PageInfo!
      edges: [UserNodeEdge]!
    }

    type UserNodeEdge {
      node: UserNode
      cursor: String!
    }

    type PageInfo {
      hasNextPage: Boolean!
      hasPreviousPage: Boolean!
      startCursor: String
      endCursor: String
    }
  `,
  resolvers: {
    Query: {
      users: (_root: unknown, args: UsersArgs, request: Request) => findUsers(request, args),
    },
  },
}
