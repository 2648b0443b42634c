import { isEmailOf, setSecondaryEmail } from '../accounts/emails.js'
import { markVerified, setPassword } from '../accounts/users.js'
import { nonFieldError, problems } from '../errors/form-error.js'
import { addressKey } from '../http/client-address.js'
import { isSameEmail } from '../identifiers/email-address.js'
import { useMailToken } from '../mail/mail-tokens.js'
import { rememberAddress } from '../sessions/known-address.js'
import { lockUserOrFail } from '../users/lock-user.js'
import type { User } from '../users/user.entity.js'
import type { Action } from './mutation.js'
import { notify } from './notify.js'
import { accountKey } from './password-attempt.js'

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
    const isPrimary = isSameEmail(app, address, user.email)
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
