/** The schema. `npm run schema` writes it to a file. */
export const typeDefs = /* GraphQL */ `
  type Query {
    me: UserNode
    user(id: ID!): UserNode
    users(
      offset: Int
      before: String
      after: String
      first: Int
      last: Int
      email: String
      username: String
      username_Icontains: String
      username_Istartswith: String
      isActive: Boolean
      status_Archived: Boolean
      status_Verified: Boolean
      status_SecondaryEmail: String
    ): UserNodeConnection
    sessions: [SessionNode!]
  }

  type Mutation {
    register(email: String!, username: String!, password1: String!, password2: String!): Register
    verifyAccount(token: String!): VerifyAccount
    resendActivationEmail(email: String!): ResendActivationEmail
    sendPasswordResetEmail(email: String!): SendPasswordResetEmail
    passwordReset(token: String!, newPassword1: String!, newPassword2: String!): PasswordReset
    passwordSet(token: String!, newPassword1: String!, newPassword2: String!): PasswordSet
    passwordChange(oldPassword: String!, newPassword1: String!, newPassword2: String!): PasswordChange
    archiveAccount(password: String!): ArchiveAccount
    deleteAccount(password: String!): DeleteAccount
    updateAccount(firstName: String, lastName: String): UpdateAccount
    sendSecondaryEmailActivation(email: String!, password: String!): SendSecondaryEmailActivation
    verifySecondaryEmail(token: String!): VerifySecondaryEmail
    swapEmails(password: String!): SwapEmails
    removeSecondaryEmail(password: String!): RemoveSecondaryEmail
    tokenAuth(password: String!, email: String, username: String): ObtainJSONWebToken
    verifyToken(token: String!): VerifyToken
    refreshToken(refreshToken: String!): RefreshToken
    revokeToken(refreshToken: String!): RevokeToken
    revokeSession(id: ID!): RevokeSession
    revokeOtherSessions: RevokeOtherSessions
    revokeAllSessions: RevokeAllSessions
  }

  type Register {
    success: Boolean
    errors: ExpectedErrorType
    token: String
    refreshToken: String
  }

  type VerifyAccount {
    success: Boolean
    errors: ExpectedErrorType
  }

  type ResendActivationEmail {
    success: Boolean
    errors: ExpectedErrorType
  }

  type SendPasswordResetEmail {
    success: Boolean
    errors: ExpectedErrorType
  }

  type PasswordReset {
    success: Boolean
    errors: ExpectedErrorType
  }

  type PasswordSet {
    success: Boolean
    errors: ExpectedErrorType
  }

  type PasswordChange {
    success: Boolean
    errors: ExpectedErrorType
    token: String
    refreshToken: String
  }

  type ArchiveAccount {
    success: Boolean
    errors: ExpectedErrorType
  }

  type DeleteAccount {
    success: Boolean
    errors: ExpectedErrorType
  }

  type UpdateAccount {
    success: Boolean
    errors: ExpectedErrorType
  }

  type SendSecondaryEmailActivation {
    success: Boolean
    errors: ExpectedErrorType
  }

  type VerifySecondaryEmail {
    success: Boolean
    errors: ExpectedErrorType
  }

  type SwapEmails {
    success: Boolean
    errors: ExpectedErrorType
  }

  type RemoveSecondaryEmail {
    success: Boolean
    errors: ExpectedErrorType
  }

  type ObtainJSONWebToken {
    success: Boolean
    errors: ExpectedErrorType
    token: String
    refreshToken: String
    user: UserNode
    unarchiving: Boolean
  }

  type VerifyToken {
    success: Boolean
    errors: ExpectedErrorType
    payload: GenericScalar
  }

  type RefreshToken {
    success: Boolean
    errors: ExpectedErrorType
    token: String
    refreshToken: String
    payload: GenericScalar
  }

  type RevokeToken {
    success: Boolean
    errors: ExpectedErrorType
    revoked: Int
  }

  type RevokeSession {
    success: Boolean
    errors: ExpectedErrorType
  }

  type RevokeOtherSessions {
    success: Boolean
    errors: ExpectedErrorType
  }

  type RevokeAllSessions {
    success: Boolean
    errors: ExpectedErrorType
  }

  type SessionNode {
    id: ID!
    createdAt: DateTime!
    lastUsedAt: DateTime!
    ip: String!
    userAgent: String!
    isCurrent: Boolean!
  }

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

  scalar DateTime
  scalar ExpectedErrorType
  scalar GenericScalar
`
