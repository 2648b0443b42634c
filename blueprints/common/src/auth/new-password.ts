import { personalData } from '../accounts/users.js'
import type { App } from '../context/app.js'
import { type FieldProblem, problems } from '../errors/form-error.js'
import { password } from '../forms/fields.js'
import { addProblems, type CleanedFields, type Fields } from '../forms/form.js'
import { breachedPassword, passwordProblems } from '../passwords/validators.js'
import type { User } from '../users/user.entity.js'
import type { Action } from './mutation.js'

/** A new password, typed twice. */
export const newPasswords = { newPassword1: password(), newPassword2: password() }

/** Checks the new password of an account. */
export function checkPasswords(
  { app, user }: Action<User>,
  cleaned: CleanedFields<typeof newPasswords>,
): Promise<void> {
  const passwords = { first: 'newPassword1', second: 'newPassword2', owner: user } as const
  return checkNewPassword(app, cleaned, passwords)
}

/**
 * Compares both passwords, and looks at the strength of the second when they do not differ. What
 * is wrong is reported at the second field.
 */
export async function checkNewPassword<F extends Fields>(
  app: App,
  { values, errors }: CleanedFields<F>,
  { first, second, owner }: { first: keyof F; second: keyof F & string; owner: Partial<User> },
): Promise<void> {
  const repeated: unknown = values[second]
  if (typeof repeated !== 'string') return
  const different = values[first] !== undefined && values[first] !== repeated
  const found = different ? [problems.passwordMismatch] : await weaknesses(app, repeated, owner)
  addProblems(errors, second, found)
}

async function weaknesses(
  app: App,
  password: string,
  owner: Partial<User>,
): Promise<FieldProblem[]> {
  const settings = app.settings.GRAPHQL_AUTH.PASSWORD_VALIDATORS
  const found = passwordProblems(password, personalData(owner), { ...app, settings })
  if (found.length > 0 || !settings.breached) return found
  return (await app.isBreached(password)) ? [breachedPassword] : []
}
