import { archiveAccount } from '../auth/archive-account.js'
import { findCaller } from '../auth/caller.js'
import { deleteAccount } from '../auth/delete-account.js'
import type { Args, Request } from '../auth/mutation.js'
import { passwordChange } from '../auth/password-change.js'
import { passwordReset } from '../auth/password-reset.js'
import { passwordSet } from '../auth/password-set.js'
import { refreshToken } from '../auth/refresh-token.js'
import { register } from '../auth/register.js'
import { removeSecondaryEmail } from '../auth/remove-secondary-email.js'
import { resendActivationEmail } from '../auth/resend-activation-email.js'
import { revokeAllSessions } from '../auth/revoke-all-sessions.js'
import { revokeOtherSessions } from '../auth/revoke-other-sessions.js'
import { revokeSession } from '../auth/revoke-session.js'
import { revokeToken } from '../auth/revoke-token.js'
import { sendPasswordResetEmail } from '../auth/send-password-reset-email.js'
import { sendSecondaryEmailActivation } from '../auth/send-secondary-email-activation.js'
import { swapEmails } from '../auth/swap-emails.js'
import { tokenAuth } from '../auth/token-auth.js'
import { updateAccount } from '../auth/update-account.js'
import { verifyAccount } from '../auth/verify-account.js'
import { verifySecondaryEmail } from '../auth/verify-secondary-email.js'
import { verifyToken } from '../auth/verify-token.js'
import { findVisibleUser } from '../users/visibility.js'
import { fromGlobalId } from './global-id.js'
import { toField } from './mutation-field.js'
import { findOwnSessions } from './own-sessions.js'
import { DateTime, ExpectedErrorType, GenericScalar } from './scalars.js'
import { UserNode } from './user-node.js'
import { findUsers, type UsersArgs } from './users-connection.js'

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
