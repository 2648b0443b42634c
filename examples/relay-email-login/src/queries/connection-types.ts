/** A page of users, as the Relay connection specification describes it. */
export const connectionTypes = `
  "A page of users."
  type UserNodeConnection {
    "Where the page begins and ends."
    pageInfo: PageInfo!
    "The users of the page."
    edges: [UserNodeEdge]!
  }

  "A user on a page."
  type UserNodeEdge {
    "The user."
    node: UserNode
    "The place of the user, for before and after."
    cursor: String!
  }

  "Where a page begins and ends."
  type PageInfo {
    "Whether there are users behind the page."
    hasNextPage: Boolean!
    "Whether there are users in front of the page."
    hasPreviousPage: Boolean!
    "The cursor of the first user."
    startCursor: String
    "The cursor of the last user."
    endCursor: String
  }
`
