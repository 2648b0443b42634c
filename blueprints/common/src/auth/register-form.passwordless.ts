import type { EntityManager } from 'typeorm'
import type { NewUser } from '../accounts/users.js'
import {
  boolean,
  dateTime,
  day,
  email,
  number,
  numericId,
  optional,
  password,
  text,
  username,
} from '../forms/fields.js'
import { type CleanedFields, cleanFields, completeValues, type Values } from '../forms/form.js'
import { sendAccountMail } from '../mail/account-mails.js'
import { unusablePassword } from '../passwords/hashing.js'
import type { User } from '../users/user.entity.js'
import { refuseTakenEmail } from './enumeration.js'
import { tallyOfAddress } from './limits.js'
import type { Action, RequestContext } from './mutation.js'
import { checkUnique, lookForTaken } from './taken-values.js'

/** The values of a new account. */
export const accountFields = {
<%- include('lines.ejs', { lines: register.lines, indent: '  ' }) -%>
}

export type NewAccount = Values<typeof accountFields>

type CleanedAccount = CleanedFields<typeof accountFields>

/** Reports all problems at once, but a taken address only when it is the last. */
export async function checkAccount(action: Action, cleaned: CleanedAccount): Promise<void> {
  const limit = tallyOfAddress('registerByAddress', action)
  await lookForTaken(action, [limit], () => requireFree(action, cleaned))
}

/** Checks again, whatever was checked before. @throws FormError for values that are taken by now */
export async function checkAccountAgain(action: Action): Promise<void> {
  await requireFree(action, cleanFields(accountFields, action.args))
}

async function requireFree({ app }: Action, cleaned: CleanedAccount): Promise<void> {
<%_ if (hasUniqueFields) { _%>
  await checkUnique(app.database.reader, cleaned.values, cleaned.errors)
<%_ } _%>
  const { <%= email.name %>: address } = completeValues(accountFields, cleaned)
  await refuseTakenEmail(app, '<%= email.name %>', address)
}

/** The user that the values describe, with a password that no one has until passwordSet. */
export async function toNewUser(_request: RequestContext, profile: NewAccount): Promise<NewUser> {
  return { ...profile, password: unusablePassword() }
}

/** Mails the links that verify the account and that set its password. */
export async function sendActivationMail(
  request: RequestContext,
  manager: EntityManager,
  user: User,
): Promise<void> {
  const { SEND_ACTIVATION_EMAIL, SEND_PASSWORD_SET_EMAIL } = request.app.settings.GRAPHQL_AUTH
  const to = user.<%= email.name %>
  if (SEND_ACTIVATION_EMAIL) {
    await sendAccountMail(request, manager, { kind: 'activation', user, to })
  }
  if (SEND_PASSWORD_SET_EMAIL) {
    await sendAccountMail(request, manager, { kind: 'passwordSet', user, to })
  }
}
