import { findCaller } from '../auth/caller.js'
import type { Args, Request } from '../auth/mutation.js'
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
import { toField } from './mutation-field.js'
import { DateTime, ExpectedErrorType, GenericScalar } from './scalars.js'
import { UserNode } from './user-node.js'

export const resolvers = {
  Query: {
    me: (_root: unknown, args: Args, request: Request) => findCaller({ ...request, args }),
    user(_root: unknown, args: { id: string }, request: Request) {
      const id = fromGlobalId('UserNode', args.id)
      return id === null ? null : findVisibleUser(request, id)
    },
    users: (_root: unknown, args: UsersArgs, request: Request) => findUsers(request, args),
    sessions: (_root: unknown, args: Args, request: Request) =>
      findOwnSessions({ ...request, args }),
  },

  Mutation: {
    register: toField(register),
    verifyAccount: toField(verifyAccount),
    resendActivationEmail: toField(resendActivationEmail),
    sendPasswordResetEmail: toField(sendPasswordResetEmail),
    passwordReset: toField(passwordReset),
    passwordSet: toField(passwordSet),
    passwordChange: toField(passwordChange),
    archiveAccount: toField(archiveAccount),
    deleteAccount: toField(deleteAccount),
    updateAccount: toField(updateAccount),
    sendSecondaryEmailActivation: toField(sendSecondaryEmailActivation),
    verifySecondaryEmail: toField(verifySecondaryEmail),
    swapEmails: toField(swapEmails),
    removeSecondaryEmail: toField(removeSecondaryEmail),
    tokenAuth: toField(tokenAuth),
    verifyToken: toField(verifyToken),
    refreshToken: toField(refreshToken),
    revokeToken: toField(revokeToken),
    revokeSession: toField(revokeSession),
    revokeOtherSessions: toField(revokeOtherSessions),
    revokeAllSessions: toField(revokeAllSessions),
  },

  Node: { __resolveType: () => 'UserNode' },
  UserNode,
  ObtainJSONWebTokenPayload: {
    unarchiving: ({ unarchiving }: { unarchiving?: boolean }) => unarchiving ?? false,
  },
  DateTime,
  ExpectedErrorType,
  GenericScalar,
}
