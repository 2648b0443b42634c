import type { SchemaModule } from '../auth/schema-module.js'
import { toGlobalId } from '../identifiers/global-id.js'
import type { User } from '../users/user.entity.js'

/** The fields of UserNode that are not columns of the user. */
export const UserNode = {
  id: (user: User) => toGlobalId('UserNode', user.id),
<%- include('lines.ejs', { lines: resolvers.userNode, indent: '  ' }) -%>
}

/** Every node says its type, except users: those are rows of their table. */
function typeOfNode({ __typename: type = 'UserNode' }: { __typename?: string }): string {
  return type
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
