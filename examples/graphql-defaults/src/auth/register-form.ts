import type { EntityManager } from 'typeorm'
import type { NewUser } from '../accounts/users.js'
import { email, password, username } from '../forms/fields.js'
import { type CleanedFields, cleanFields, completeValues, type Values } from '../forms/form.js'
import { addressKey } from '../http/client.js'
import { sendAccountMail } from '../mail/account-mails.js'
import type { User } from '../users/user.entity.js'
import { refuseTakenEmail } from './enumeration.js'
import { tallyOfAddress } from './limits.js'
import type { Action, RequestContext } from './mutation.js'
import { checkNewPassword } from './new-password.js'
import { checkUnique, lookForTaken } from './taken-values.js'

/** The values of a new account. */
export const accountFields = {
  email: email({ maxLength: 254 }),
  username: username({ maxLength: 150 }),
  password1: password(),
  password2: password(),
}

export type NewAccount = Values<typeof accountFields>

type CleanedAccount = CleanedFields<typeof accountFields>

/** Reports all problems at once, but a taken address only when it is the last. */
export async function checkAccount(action: Action, cleaned: CleanedAccount): Promise<void> {
  await checkPassword(action, cleaned)
  const limit = tallyOfAddress('registerByAddress', action)
  await lookForTaken(action, [limit], () => requireFree(action, cleaned))
}

/** Checks again, whatever was checked before. @throws FormError for values that are taken by now */
export async function checkAccountAgain(action: Action): Promise<void> {
  const cleaned = cleanFields(accountFields, action.args)
  await checkPassword(action, cleaned)
  await requireFree(action, cleaned)
}

function checkPassword({ app }: Action, cleaned: CleanedAccount): Promise<void> {
  const passwords = { first: 'password1', second: 'password2', owner: cleaned.values } as const
  return checkNewPassword(app, cleaned, passwords)
}

async function requireFree({ app }: Action, cleaned: CleanedAccount): Promise<void> {
  await checkUnique(app.database.reader, cleaned.values, cleaned.errors)
  const { email: address } = completeValues(accountFields, cleaned)
  await refuseTakenEmail(app, 'email', address)
}

/** The user that the values describe, with the password as a hash. */
export async function toNewUser(
  { app, client }: RequestContext,
  { password1, password2, ...profile }: NewAccount,
): Promise<NewUser> {
  const hash = await app.passwords.hash(password2, addressKey(client.ip))
  return { ...profile, password: hash }
}

/** Mails the link that verifies the account. */
export async function sendActivationMail(
  request: RequestContext,
  manager: EntityManager,
  user: User,
): Promise<void> {
  if (!request.app.settings.GRAPHQL_AUTH.SEND_ACTIVATION_EMAIL) return
  const to = user.email
  await sendAccountMail(request, manager, { kind: 'activation', user, to })
}
