import type { SchemaModule } from '../auth/schema-module.js'
import { toGlobalId } from '../identifiers/global-id.js'
import { User } from '../users/user.entity.js'

/** The fields of UserNode that are not columns of the user. */
export const UserNode = {
  id: (user: User) => toGlobalId('UserNode', user.id),
<%- include('lines.ejs', { lines: resolvers.userNode, indent: '  ' }) -%>
}

/** Users are rows of their table. Any other node names its type: it must never pass for a user. */
function typeOfNode(node: { __typename?: string }): string | undefined {
  return node instanceof User ? 'UserNode' : node.__typename
}

/** A user as clients see it. */
export const userNode: SchemaModule = {
  typeDefs: `
    "An object that has an id."
    interface Node {
      "The id, unique across all types."
      id: ID!
    }

    "A user."
    type UserNode implements Node {
<%- include('lines.ejs', { lines: sdl.userNodeFields, indent: '      ' }) -%>
    }
  `,
  resolvers: { Node: { __resolveType: typeOfNode }, UserNode },
}
