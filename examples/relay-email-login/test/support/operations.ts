/** The operations of the tests. Their variables are the arguments, by name. */

export const register = `
  mutation Register(
    $phone: String
    $email: String!
    $password1: String!
    $password2: String!
  ) {
    register(
      input: {
        phone: $phone
        email: $email
        password1: $password1
        password2: $password2
      }
    ) {
      success errors token refreshToken
    }
  }`

export const verifyAccount = `
  mutation VerifyAccount($token: String!) {
    verifyAccount(input: { token: $token }) {
      success errors
    }
  }`

export const resendActivationEmail = `
  mutation ResendActivationEmail($email: String!) {
    resendActivationEmail(input: { email: $email }) {
      success errors
    }
  }`

export const sendPasswordResetEmail = `
  mutation SendPasswordResetEmail($email: String!) {
    sendPasswordResetEmail(input: { email: $email }) {
      success errors
    }
  }`

export const passwordReset = `
  mutation PasswordReset(
    $token: String!
    $newPassword1: String!
    $newPassword2: String!
  ) {
    passwordReset(
      input: {
        token: $token
        newPassword1: $newPassword1
        newPassword2: $newPassword2
      }
    ) {
      success errors
    }
  }`

export const passwordSet = `
  mutation PasswordSet(
    $token: String!
    $newPassword1: String!
    $newPassword2: String!
  ) {
    passwordSet(
      input: {
        token: $token
        newPassword1: $newPassword1
        newPassword2: $newPassword2
      }
    ) {
      success errors
    }
  }`

export const passwordChange = `
  mutation PasswordChange(
    $oldPassword: String!
    $newPassword1: String!
    $newPassword2: String!
  ) {
    passwordChange(
      input: {
        oldPassword: $oldPassword
        newPassword1: $newPassword1
        newPassword2: $newPassword2
      }
    ) {
      success errors token refreshToken
    }
  }`

export const archiveAccount = `
  mutation ArchiveAccount($password: String!) {
    archiveAccount(input: { password: $password }) {
      success errors
    }
  }`

export const deleteAccount = `
  mutation DeleteAccount($password: String!) {
    deleteAccount(input: { password: $password }) {
      success errors
    }
  }`

export const updateAccount = `
  mutation UpdateAccount(
    $phone: String
    $firstName: String
    $lastName: String
  ) {
    updateAccount(
      input: {
        phone: $phone
        firstName: $firstName
        lastName: $lastName
      }
    ) {
      success errors
    }
  }`

export const sendSecondaryEmailActivation = `
  mutation SendSecondaryEmailActivation($email: String!, $password: String!) {
    sendSecondaryEmailActivation(input: { email: $email, password: $password }) {
      success errors
    }
  }`

export const verifySecondaryEmail = `
  mutation VerifySecondaryEmail($token: String!) {
    verifySecondaryEmail(input: { token: $token }) {
      success errors
    }
  }`

export const swapEmails = `
  mutation SwapEmails($password: String!) {
    swapEmails(input: { password: $password }) {
      success errors
    }
  }`

export const removeSecondaryEmail = `
  mutation RemoveSecondaryEmail($password: String!) {
    removeSecondaryEmail(input: { password: $password }) {
      success errors
    }
  }`

export const tokenAuth = `
  mutation TokenAuth($password: String!, $email: String) {
    tokenAuth(input: { password: $password, email: $email }) {
      success errors token refreshToken user { id email } unarchiving
    }
  }`

export const verifyToken = `
  mutation VerifyToken($token: String!) {
    verifyToken(input: { token: $token }) {
      success errors payload
    }
  }`

export const refreshToken = `
  mutation RefreshToken($refreshToken: String!) {
    refreshToken(input: { refreshToken: $refreshToken }) {
      success errors token refreshToken payload
    }
  }`

export const revokeToken = `
  mutation RevokeToken($refreshToken: String!) {
    revokeToken(input: { refreshToken: $refreshToken }) {
      success errors revoked
    }
  }`

export const revokeSession = `
  mutation RevokeSession($id: ID!) {
    revokeSession(input: { id: $id }) {
      success errors
    }
  }`

export const revokeOtherSessions = `
  mutation RevokeOtherSessions {
    revokeOtherSessions(input: {}) {
      success errors
    }
  }`

export const revokeAllSessions = `
  mutation RevokeAllSessions {
    revokeAllSessions(input: {}) {
      success errors
    }
  }`

export const me = `
  query Me {
    me {
      id email
    }
  }`

export const sessions = `
  query Sessions {
    sessions {
      id createdAt lastUsedAt ip userAgent isCurrent
    }
  }`
