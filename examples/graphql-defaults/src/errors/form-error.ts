/** One thing that is wrong with a field: a sentence for people, a code for programs. */
export interface FieldProblem {
  message: string
  code: string
}

/** Problems by camelCase field name; what belongs to no field is under `nonFieldErrors`. */
export type FormErrors = Record<string, FieldProblem[]>

/** Ends a mutation with `success: false` and these errors, and a query with a GraphQL error. */
export class FormError extends Error {
  constructor(readonly errors: FormErrors) {
    super('The form has errors.')
  }
}

/** The error of a mutation as a whole. */
export function nonFieldError(problem: FieldProblem): FormError {
  return new FormError({ nonFieldErrors: [problem] })
}

/** The error of one argument of a mutation. */
export function fieldError(field: string, problem: FieldProblem): FormError {
  return new FormError({ [field]: [problem] })
}

/**
 * Problems with a fixed text; those of weak passwords are in passwords/validators.ts. Clients depend
 * on both the codes and the messages.
 */
export const problems = {
  unauthenticated: { message: 'Unauthenticated.', code: 'unauthenticated' },
  notVerified: { message: 'Please verify your account.', code: 'not_verified' },
  invalidPassword: { message: 'Invalid password.', code: 'invalid_password' },
  invalidCredentials: {
    message: 'Please, enter valid credentials.',
    code: 'invalid_credentials',
  },
  invalidToken: { message: 'Invalid token.', code: 'invalid_token' },
  expiredToken: { message: 'Expired token.', code: 'expired_token' },
  alreadyVerified: { message: 'Account already verified.', code: 'already_verified' },
  emailFail: { message: 'Failed to send email.', code: 'email_fail' },
  secondaryEmailRequired: {
    message: 'You need to setup a secondary email to proceed.',
    code: 'secondary_email_required',
  },
  passwordAlreadySet: {
    message: 'Password already set for account.',
    code: 'password_already_set',
  },
  unknownSession: { message: 'There is no such session.', code: 'invalid' },
  required: { message: 'This field is required.', code: 'required' },
  invalidEmail: { message: 'Enter a valid email address.', code: 'invalid' },
  invalidUsername: {
    message:
      'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.',
    code: 'invalid',
  },
  invalidText: { message: 'Enter valid Unicode text.', code: 'invalid' },
  controlCharacters: { message: 'Control characters are not allowed.', code: 'invalid' },
  nullCharacters: {
    message: 'Null characters are not allowed.',
    code: 'null_characters_not_allowed',
  },
  passwordMismatch: {
    message: 'The two password fields didn’t match.',
    code: 'password_mismatch',
  },
} as const satisfies Record<string, FieldProblem>

/** @param seconds until it may be tried again */
export function tooManyAttempts(seconds: number): FieldProblem {
  const minutes = Math.ceil(seconds / 60)
  const time = seconds < 60 ? counted(seconds, 'second') : counted(minutes, 'minute')
  return { message: `Too many attempts. Try again in ${time}.`, code: 'too_many_attempts' }
}

function counted(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`
}

/** `label` as in "A user with that email already exists." */
export function notUnique(label: string): FieldProblem {
  return { message: `A user with that ${label} already exists.`, code: 'unique' }
}

/** Lengths in characters (Unicode code points). */
export function tooLong(limit: number, length: number): FieldProblem {
  return {
    message: `Ensure this value has at most ${limit} characters (it has ${length}).`,
    code: 'max_length',
  }
}
