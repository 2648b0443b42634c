import type { SchemaModule } from '../auth/schema-module.js'
import { toGlobalId } from '../identifiers/global-id.js'
import type { User } from '../users/user.entity.js'

/** The fields of UserNode that are not columns of the user. */
export const UserNode = {
  id: (user: User) => toGlobalId('UserNode', user.id),
  pk: (user: User) => user.id,
  archived: (user: User) => user.status.archived,
  verified: (user: User) => user.status.verified,
  secondaryEmail: (user: User) => user.status.secondaryEmail,
}

/** Every node says its type, except users: those are rows of their table. */
function typeOfNode({ __typename: type = 'UserNode' }: { __typename?: string }): string {
  return type
}

/** A user as clients see it. */
export const userNode: SchemaModule = {
  typeDefs: `
    interface Node {
      id: ID!
    }

    type UserNode implements Node {
      id: ID!
      lastLogin: DateTime
      username: String!
      firstName: String!
      lastName: String!
      email: String!
      isStaff: Boolean!
      isActive: Boolean!
      dateJoined: DateTime!
      pk: Int
      archived: Boolean
      verified: Boolean
      secondaryEmail: String
    }
  `,
  resolvers: { Node: { __resolveType: typeOfNode }, UserNode },
}
