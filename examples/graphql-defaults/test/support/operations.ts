/** The operations of the tests. Their variables are the arguments, by name. */

export const register = `
  mutation Register(
    $email: String!
    $username: String!
    $password1: String!
    $password2: String!
  ) {
    register(
      email: $email
      username: $username
      password1: $password1
      password2: $password2
    ) {
      success errors token refreshToken
    }
  }`

export const verifyAccount = `
  mutation VerifyAccount($token: String!) {
    verifyAccount(token: $token) {
      success errors
    }
  }`

export const resendActivationEmail = `
  mutation ResendActivationEmail($email: String!) {
    resendActivationEmail(email: $email) {
      success errors
    }
  }`

export const sendPasswordResetEmail = `
  mutation SendPasswordResetEmail($email: String!) {
    sendPasswordResetEmail(email: $email) {
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
      token: $token
      newPassword1: $newPassword1
      newPassword2: $newPassword2
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
      token: $token
      newPassword1: $newPassword1
      newPassword2: $newPassword2
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
      oldPassword: $oldPassword
      newPassword1: $newPassword1
      newPassword2: $newPassword2
    ) {
      success errors token refreshToken
    }
  }`

export const archiveAccount = `
  mutation ArchiveAccount($password: String!) {
    archiveAccount(password: $password) {
      success errors
    }
  }`

export const deleteAccount = `
  mutation DeleteAccount($password: String!) {
    deleteAccount(password: $password) {
      success errors
    }
  }`

export const updateAccount = `
  mutation UpdateAccount($firstName: String, $lastName: String) {
    updateAccount(firstName: $firstName, lastName: $lastName) {
      success errors
    }
  }`

export const sendSecondaryEmailActivation = `
  mutation SendSecondaryEmailActivation($email: String!, $password: String!) {
    sendSecondaryEmailActivation(email: $email, password: $password) {
      success errors
    }
  }`

export const verifySecondaryEmail = `
  mutation VerifySecondaryEmail($token: String!) {
    verifySecondaryEmail(token: $token) {
      success errors
    }
  }`

export const swapEmails = `
  mutation SwapEmails($password: String!) {
    swapEmails(password: $password) {
      success errors
    }
  }`

export const removeSecondaryEmail = `
  mutation RemoveSecondaryEmail($password: String!) {
    removeSecondaryEmail(password: $password) {
      success errors
    }
  }`

export const tokenAuth = `
  mutation TokenAuth(
    $password: String!
    $email: String
    $username: String
  ) {
    tokenAuth(
      password: $password
      email: $email
      username: $username
    ) {
      success errors token refreshToken user { id username } unarchiving
    }
  }`

export const verifyToken = `
  mutation VerifyToken($token: String!) {
    verifyToken(token: $token) {
      success errors payload
    }
  }`

export const refreshToken = `
  mutation RefreshToken($refreshToken: String!) {
    refreshToken(refreshToken: $refreshToken) {
      success errors token refreshToken payload
    }
  }`

export const revokeToken = `
  mutation RevokeToken($refreshToken: String!) {
    revokeToken(refreshToken: $refreshToken) {
      success errors revoked
    }
  }`

export const revokeSession = `
  mutation RevokeSession($id: ID!) {
    revokeSession(id: $id) {
      success errors
    }
  }`

export const revokeOtherSessions = `
  mutation RevokeOtherSessions {
    revokeOtherSessions {
      success errors
    }
  }`

export const revokeAllSessions = `
  mutation RevokeAllSessions {
    revokeAllSessions {
      success errors
    }
  }`

export const me = `
  query Me {
    me {
      id username
    }
  }`

export const sessions = `
  query Sessions {
    sessions {
      id createdAt lastUsedAt ip userAgent isCurrent
    }
  }`
