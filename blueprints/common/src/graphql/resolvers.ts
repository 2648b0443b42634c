import { findCaller } from '../auth/caller.js'
import type { Args, Request } from '../auth/mutation.js'
import { needsLogin } from '../auth/needs-login.js'
import { fromCookie } from '../auth/with-cookies.js'
import { fromGlobalId } from '../identifiers/global-id.js'
import { archiveAccount } from '../mutations/archive-account.js'
import { deleteAccount } from '../mutations/delete-account.js'
import { passwordChange } from '../mutations/password-change.js'
import { passwordReset } from '../mutations/password-reset.js'
import { passwordSet } from '../mutations/password-set.js'
import { refreshToken } from '../mutations/refresh-token.js'
import { register } from '../mutations/register.js'
import { removeSecondaryEmail } from '../mutations/remove-secondary-email.js'
import { resendActivationEmail } from '../mutations/resend-activation-email.js'
import { revokeAllSessions } from '../mutations/revoke-all-sessions.js'
import { revokeOtherSessions } from '../mutations/revoke-other-sessions.js'
import { revokeSession } from '../mutations/revoke-session.js'
import { revokeToken } from '../mutations/revoke-token.js'
import { sendPasswordResetEmail } from '../mutations/send-password-reset-email.js'
import { sendSecondaryEmailActivation } from '../mutations/send-secondary-email-activation.js'
import { swapEmails } from '../mutations/swap-emails.js'
import { tokenAuth } from '../mutations/token-auth.js'
import { updateAccount } from '../mutations/update-account.js'
import { verifyAccount } from '../mutations/verify-account.js'
import { verifySecondaryEmail } from '../mutations/verify-secondary-email.js'
import { verifyToken } from '../mutations/verify-token.js'
import { findOwnSessions } from '../queries/own-sessions.js'
import { findUsers, type UsersArgs } from '../queries/users-connection.js'
import { findVisibleUser } from '../queries/visibility.js'
import { DateScalar } from './date-scalar.js'
import { toField } from './mutation-field.js'
import { DateTime, ExpectedErrorType, GenericScalar } from './scalars.js'
import { UserNode } from './user-node.js'

export const resolvers = {
  Query: {
<%- include('lines.ejs', { lines: resolvers.queries, indent: '    ' }) -%>
  },

  Mutation: {
<%_ for (const line of resolvers.mutations) { _%>
    <%= line %>
<%_ } _%>
  },

  Node: { __resolveType: () => 'UserNode' },
  UserNode,
<%- include('lines.ejs', { lines: resolvers.login, indent: '  ' }) -%>
<%_ for (const scalar of resolvers.scalars) { _%>
  <%= scalar %>,
<%_ } _%>
}
