import type { EntityManager } from 'typeorm'
import { email, optional, password, text } from '../forms/fields.js'
import { type CleanedFields, cleanFields, completeValues, type Values } from '../forms/form.js'
import { checkNewPassword } from '../forms/new-password.js'
import { boolean, dateTime, day, number, numericId } from '../forms/typed-fields.js'
import { username } from '../forms/username.js'
import { sendAccountMail } from '../mail/account-mails.js'
import { addressKey } from '../throttle/address.js'
import { checkUnique } from '../users/unique.js'
import type { User } from '../users/user.entity.js'
import type { NewUser } from '../users/users.js'
import { refuseTakenEmail } from './enumeration.js'
import { tallyOfAddress } from './limits.js'
import type { Action, Request } from './mutation.js'
import { lookForTaken } from './taken-values.js'

const fields = {
<%- include('lines.ejs', { lines: register.lines, indent: '  ' }) -%>
  password1: password(),
  password2: password(),
}

export type NewAccount = Values<typeof fields>

/** The form of a new account: all problems at once, but a taken address only when it is the last. */
export async function newAccount(action: Action): Promise<NewAccount> {
  const cleaned = await cleanAccount(action)
  const limit = tallyOfAddress('registerByAddress', action)
  return lookForTaken(action, [limit], () => requireFree(action, cleaned))
}

/** Looks once more, whatever was asked before. @throws FormError for what is taken by now */
export async function newAccountAgain(action: Action): Promise<void> {
  await requireFree(action, await cleanAccount(action))
}

async function cleanAccount({ app, args }: Action): Promise<CleanedFields<typeof fields>> {
  const cleaned = cleanFields(fields, args)
  const passwords = { first: 'password1', second: 'password2', owner: cleaned.values } as const
  await checkNewPassword(app, cleaned, passwords)
  return cleaned
}

async function requireFree(
  { app }: Action,
  cleaned: CleanedFields<typeof fields>,
): Promise<NewAccount> {
<%_ if (hasUniqueFields) { _%>
  await checkUnique(app.database.reader, cleaned.values, cleaned.errors)
<%_ } _%>
  const complete = completeValues(fields, cleaned)
  const address = complete.<%= email.name %>
  await refuseTakenEmail(app, '<%= email.name %>', address)
  return complete
}

/** The user that the values describe, with the password as a hash. */
export async function toNewUser(
  { app, client }: Request,
  { password1, password2, ...profile }: NewAccount,
): Promise<NewUser> {
  const hash = await app.passwords.hash(password2, addressKey(client.ip))
  return { ...profile, password: hash }
}

/** Mails the link that verifies the account. */
export async function sendWelcomeMail(
  request: Request,
  manager: EntityManager,
  user: User,
): Promise<void> {
  if (!request.app.settings.GRAPHQL_AUTH.SEND_ACTIVATION_EMAIL) return
  const to = user.<%= email.name %>
  await sendAccountMail(request, manager, { kind: 'activation', user, to })
}
