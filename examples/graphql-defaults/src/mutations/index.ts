import type { SchemaModule } from '../auth/schema-module.js'
import { archiveAccountField } from './archive-account.js'
import { deleteAccountField } from './delete-account.js'
import { passwordChangeField } from './password-change.js'
import { passwordResetField } from './password-reset.js'
import { passwordSetField } from './password-set.js'
import { refreshTokenField } from './refresh-token.js'
import { registerField } from './register.js'
import { removeSecondaryEmailField } from './remove-secondary-email.js'
import { resendActivationEmailField } from './resend-activation-email.js'
import { revokeAllSessionsField } from './revoke-all-sessions.js'
import { revokeOtherSessionsField } from './revoke-other-sessions.js'
import { revokeSessionField } from './revoke-session.js'
import { revokeTokenField } from './revoke-token.js'
import { sendPasswordResetEmailField } from './send-password-reset-email.js'
import { sendSecondaryEmailActivationField } from './send-secondary-email-activation.js'
import { swapEmailsField } from './swap-emails.js'
import { tokenAuthField } from './token-auth.js'
import { updateAccountField } from './update-account.js'
import { verifyAccountField } from './verify-account.js'
import { verifySecondaryEmailField } from './verify-secondary-email.js'
import { verifyTokenField } from './verify-token.js'

/** The mutations of the schema. */
export const mutationFields: SchemaModule[] = [
  archiveAccountField,
  deleteAccountField,
  passwordChangeField,
  passwordResetField,
  passwordSetField,
  refreshTokenField,
  registerField,
  removeSecondaryEmailField,
  resendActivationEmailField,
  revokeAllSessionsField,
  revokeOtherSessionsField,
  revokeSessionField,
  revokeTokenField,
  sendPasswordResetEmailField,
  sendSecondaryEmailActivationField,
  swapEmailsField,
  tokenAuthField,
  updateAccountField,
  verifyAccountField,
  verifySecondaryEmailField,
  verifyTokenField,
]
