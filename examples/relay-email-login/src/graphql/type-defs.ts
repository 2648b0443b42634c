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
      email_Icontains: String
      email_Istartswith: String
      isActive: Boolean
      status_Archived: Boolean
      status_Verified: Boolean
      status_SecondaryEmail: String
      phone: String
    ): UserNodeConnection
    sessions: [SessionNode!]
  }

  type Mutation {
    register(input: RegisterInput!): RegisterPayload
    verifyAccount(input: VerifyAccountInput!): VerifyAccountPayload
    resendActivationEmail(input: ResendActivationEmailInput!): ResendActivationEmailPayload
    sendPasswordResetEmail(input: SendPasswordResetEmailInput!): SendPasswordResetEmailPayload
    passwordReset(input: PasswordResetInput!): PasswordResetPayload
    passwordSet(input: PasswordSetInput!): PasswordSetPayload
    passwordChange(input: PasswordChangeInput!): PasswordChangePayload
    archiveAccount(input: ArchiveAccountInput!): ArchiveAccountPayload
    deleteAccount(input: DeleteAccountInput!): DeleteAccountPayload
    updateAccount(input: UpdateAccountInput!): UpdateAccountPayload
    sendSecondaryEmailActivation(input: SendSecondaryEmailActivationInput!): SendSecondaryEmailActivationPayload
    verifySecondaryEmail(input: VerifySecondaryEmailInput!): VerifySecondaryEmailPayload
    swapEmails(input: SwapEmailsInput!): SwapEmailsPayload
    removeSecondaryEmail(input: RemoveSecondaryEmailInput!): RemoveSecondaryEmailPayload
    tokenAuth(input: ObtainJSONWebTokenInput!): ObtainJSONWebTokenPayload
    verifyToken(input: VerifyTokenInput!): VerifyTokenPayload
    refreshToken(input: RefreshTokenInput!): RefreshTokenPayload
    revokeToken(input: RevokeTokenInput!): RevokeTokenPayload
    revokeSession(input: RevokeSessionInput!): RevokeSessionPayload
    revokeOtherSessions(input: RevokeOtherSessionsInput!): RevokeOtherSessionsPayload
    revokeAllSessions(input: RevokeAllSessionsInput!): RevokeAllSessionsPayload
  }

  input RegisterInput {
    email: String!
    password1: String!
    password2: String!
    phone: String
    clientMutationId: String
  }

  type RegisterPayload {
    success: Boolean
    errors: ExpectedErrorType
    token: String
    refreshToken: String
    clientMutationId: String
  }

  input VerifyAccountInput {
    token: String!
    clientMutationId: String
  }

  type VerifyAccountPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input ResendActivationEmailInput {
    email: String!
    clientMutationId: String
  }

  type ResendActivationEmailPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input SendPasswordResetEmailInput {
    email: String!
    clientMutationId: String
  }

  type SendPasswordResetEmailPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input PasswordResetInput {
    token: String!
    newPassword1: String!
    newPassword2: String!
    clientMutationId: String
  }

  type PasswordResetPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input PasswordSetInput {
    token: String!
    newPassword1: String!
    newPassword2: String!
    clientMutationId: String
  }

  type PasswordSetPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input PasswordChangeInput {
    oldPassword: String!
    newPassword1: String!
    newPassword2: String!
    clientMutationId: String
  }

  type PasswordChangePayload {
    success: Boolean
    errors: ExpectedErrorType
    token: String
    refreshToken: String
    clientMutationId: String
  }

  input ArchiveAccountInput {
    password: String!
    clientMutationId: String
  }

  type ArchiveAccountPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input DeleteAccountInput {
    password: String!
    clientMutationId: String
  }

  type DeleteAccountPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input UpdateAccountInput {
    firstName: String
    lastName: String
    phone: String
    clientMutationId: String
  }

  type UpdateAccountPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input SendSecondaryEmailActivationInput {
    email: String!
    password: String!
    clientMutationId: String
  }

  type SendSecondaryEmailActivationPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input VerifySecondaryEmailInput {
    token: String!
    clientMutationId: String
  }

  type VerifySecondaryEmailPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input SwapEmailsInput {
    password: String!
    clientMutationId: String
  }

  type SwapEmailsPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input RemoveSecondaryEmailInput {
    password: String!
    clientMutationId: String
  }

  type RemoveSecondaryEmailPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input ObtainJSONWebTokenInput {
    password: String!
    email: String
    clientMutationId: String
  }

  type ObtainJSONWebTokenPayload {
    success: Boolean
    errors: ExpectedErrorType
    token: String
    refreshToken: String
    user: UserNode
    unarchiving: Boolean
    clientMutationId: String
  }

  input VerifyTokenInput {
    token: String!
    clientMutationId: String
  }

  type VerifyTokenPayload {
    success: Boolean
    errors: ExpectedErrorType
    payload: GenericScalar
    clientMutationId: String
  }

  input RefreshTokenInput {
    refreshToken: String!
    clientMutationId: String
  }

  type RefreshTokenPayload {
    success: Boolean
    errors: ExpectedErrorType
    token: String
    refreshToken: String
    payload: GenericScalar
    clientMutationId: String
  }

  input RevokeTokenInput {
    refreshToken: String!
    clientMutationId: String
  }

  type RevokeTokenPayload {
    success: Boolean
    errors: ExpectedErrorType
    revoked: Int
    clientMutationId: String
  }

  input RevokeSessionInput {
    id: ID!
    clientMutationId: String
  }

  type RevokeSessionPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input RevokeOtherSessionsInput {
    clientMutationId: String
  }

  type RevokeOtherSessionsPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
  }

  input RevokeAllSessionsInput {
    clientMutationId: String
  }

  type RevokeAllSessionsPayload {
    success: Boolean
    errors: ExpectedErrorType
    clientMutationId: String
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
    firstName: String!
    lastName: String!
    email: String!
    isStaff: Boolean!
    isActive: Boolean!
    dateJoined: DateTime!
    phone: String
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
