import { expect } from 'vitest'
import type { FormErrors } from '../../src/errors/form-error.js'

/** What every mutation answers that did what it was asked for. */
export const done = { success: true, errors: null }

/** What a login answers with: an access token has three parts in base64url (RFC 7519). */
export const newTokens: Record<string, unknown> = {
  token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  refreshToken: expect.stringMatching(/^[0-9a-f]{40}$/),
}

const MESSAGES = {
  unauthenticated: 'Unauthenticated.',
  not_verified: 'Please verify your account.',
  already_verified: 'Account already verified.',
  invalid_credentials: 'Please, enter valid credentials.',
  invalid_password: 'Invalid password.',
  invalid_token: 'Invalid token.',
  expired_token: 'Expired token.',
  password_mismatch: 'The two password fields didn’t match.',
  secondary_email_required: 'You need to setup a secondary email to proceed.',
}

/** What a mutation answers that did nothing, for one reason. */
export function refused(code: keyof typeof MESSAGES, field = 'nonFieldErrors') {
  return refusedWith({ [field]: [{ message: MESSAGES[code], code }] })
}

/** What a mutation answers that did nothing. @param errors by field */
export function refusedWith(errors: FormErrors) {
  return { success: false, errors }
}
