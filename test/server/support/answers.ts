import { emptyPayload } from './flavor.js'

/** One entry of `errors`. */
export interface Problem {
  message: string
  code: string
}

/** The table of messages and codes, word for word. */
export const wire = {
  unauthenticated: { message: 'Unauthenticated.', code: 'unauthenticated' },
  notVerified: { message: 'Please verify your account.', code: 'not_verified' },
  invalidPassword: { message: 'Invalid password.', code: 'invalid_password' },
  invalidCredentials: { message: 'Please, enter valid credentials.', code: 'invalid_credentials' },
  invalidToken: { message: 'Invalid token.', code: 'invalid_token' },
  expiredToken: { message: 'Expired token.', code: 'expired_token' },
  alreadyVerified: { message: 'Account already verified.', code: 'already_verified' },
  emailFail: { message: 'Failed to send email.', code: 'email_fail' },
  usernameTaken: { message: 'A user with that username already exists.', code: 'unique' },
  emailTaken: { message: 'A user with that email already exists.', code: 'unique' },
  secondaryEmailRequired: {
    message: 'You need to setup a secondary email to proceed.',
    code: 'secondary_email_required',
  },
  passwordAlreadySet: {
    message: 'Password already set for account.',
    code: 'password_already_set',
  },
  required: { message: 'This field is required.', code: 'required' },
  invalidEmail: { message: 'Enter a valid email address.', code: 'invalid' },
  invalidUsername: {
    message:
      'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.',
    code: 'invalid',
  },
  nullCharacters: {
    message: 'Null characters are not allowed.',
    code: 'null_characters_not_allowed',
  },
  mismatch: {
    message: 'The two password fields didn\u2019t match.',
    code: 'password_mismatch',
  },
  tooShort: {
    message: 'This password is too short. It must contain at least 8 characters.',
    code: 'password_too_short',
  },
  tooCommon: { message: 'This password is too common.', code: 'password_too_common' },
  entirelyNumeric: {
    message: 'This password is entirely numeric.',
    code: 'password_entirely_numeric',
  },
} as const satisfies Record<string, Problem>

/** A bounded field that holds too much. */
export function maxLength(limit: number, length: number): Problem {
  return {
    message: `Ensure this value has at most ${limit} characters (it has ${length}).`,
    code: 'max_length',
  }
}

/** @param what as in `email address` */
export function tooSimilar(what: string): Problem {
  return {
    message: `The password is too similar to the ${what}.`,
    code: 'password_too_similar',
  }
}

/** The whole answer of a mutation that did nothing: nearly every field beside the errors is null. */
export function refused(mutation: string, errors: Readonly<Record<string, Problem[]>>) {
  const unarchiving = mutation === 'tokenAuth' ? { unarchiving: false } : {}
  return { ...emptyPayload(mutation), ...unarchiving, success: false, errors }
}

/** The whole answer of a mutation that refuses because of one thing that belongs to no field. */
export function refusedFor(mutation: string, problem: Problem) {
  return refused(mutation, { nonFieldErrors: [problem] })
}

/** The whole answer of a mutation that did what it is for. @param payload what it has to say */
export function done(mutation: string, payload: Readonly<Record<string, unknown>> = {}) {
  return { ...emptyPayload(mutation), success: true, errors: null, ...payload }
}
