import { isEmailOf, setSecondaryEmail } from '../accounts/emails.js'
import { markVerified, personalData, setPassword } from '../accounts/users.js'
import { type App, notify } from '../context/app.js'
import { type FieldProblem, nonFieldError, problems } from '../errors/form-error.js'
import { password } from '../forms/fields.js'
import { addProblems, type CleanedFields, type Fields } from '../forms/form.js'
import { addressKey } from '../http/client.js'
import { isSameEmail } from '../identifiers/email-address.js'
import { useMailToken } from '../mail/mail-tokens.js'
import { breachedPassword, passwordProblems } from '../passwords/validators.js'
import { rememberAddress } from '../sessions/sessions.js'
import { lockUserOrFail } from '../users/lock-user.js'
import type { User } from '../users/user.entity.js'
import type { Action } from './mutation.js'
import { accountKey } from './password-attempt.js'

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
<%_ if (mailsPasswords) { _%>

/**
 * Uses up the token of a mail to set a password. A reader of mail at the primary address owns
 * it: an unverified account is verified by that, and wrong passwords count from zero again (S34). What
 * others try from now on does not keep them out where they are.
 */
export async function setPasswordByMail({
  app,
  client,
  user,
  args,
  values,
}: Action<User> & { values: { newPassword2: string } }): Promise<void> {
  const hash = await app.passwords.hash(values.newPassword2, addressKey(client.ip))
  const verifies = await app.database.transaction(async (manager) => {
    const address = await useMailToken(app, manager, { user, token: String(args.token) })
    // It may have been sent while the address was taken away (S5).
    if (!(await isEmailOf(app, manager, address, user))) throw nonFieldError(problems.invalidToken)
    await setPassword({ app, client }, manager, { user, hash })
    const isPrimary = isSameEmail(app, address, user.<%= email.name %>)
    if (!isPrimary || !(await markVerified(manager, user))) return false
    // The person who gave the account this address, perhaps that of someone else, must not keep a way in.
    const { status } = await lockUserOrFail(manager, user)
    if (status.secondaryEmail) await setSecondaryEmail({ app, client }, manager, user, null)
    await app.hooks.onUserVerifying?.(user, { app, client, manager })
    return true
  })
  await rememberAddress(app, user, client)
  await app.throttle.forget({ limit: 'loginByAccount', key: accountKey(user) })
  if (verifies) await notify({ app, client }, 'onUserVerified', user)
}
<%_ } _%>
