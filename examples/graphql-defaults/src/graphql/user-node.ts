import type { SchemaModule } from '../auth/schema-module.js'
import { toGlobalId } from '../identifiers/global-id.js'
import { User } from '../users/user.entity.js'

/** The fields of UserNode that are not columns of the user. */
export const UserNode = {
  id: (user: User) => toGlobalId('UserNode', user.id),
  pk: (user: User) => user.id,
  archived: (user: User) => user.status.archived,
  verified: (user: User) => user.status.verified,
  secondaryEmail: (user: User) => user.status.secondaryEmail,
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
      "The id, unique across all types."
      id: ID!
      "When the user last logged in."
      lastLogin: DateTime
      "The username."
      username: String!
      "The first name."
      firstName: String!
      "The last name."
      lastName: String!
      "The primary e-mail."
      email: String!
      "Whether the user may see other users."
      isStaff: Boolean!
      "Whether the account is open: false after it was deleted."
      isActive: Boolean!
      "When the account was created."
      dateJoined: DateTime!
      "The key in the database."
      pk: Int
      "Whether the account is archived."
      archived: Boolean
      "Whether the account is verified."
      verified: Boolean
      "The secondary e-mail."
      secondaryEmail: String
    }
  `,
  resolvers: { Node: { __resolveType: typeOfNode }, UserNode },
}
