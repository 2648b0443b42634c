import { isUniqueViolation } from '../database/errors.js'
import { fieldError } from '../forms/errors.js'
<%- include('imports.ejs', { lines: update.textImports }) -%>
import { cleanFields, completeValues, type Values } from '../forms/form.js'
<%- include('imports.ejs', { lines: update.typedImports }) -%>
import { logSecurityEvent } from '../security-log.js'
import { changeEmail } from '../users/change-email.js'
import { isSameEmail } from '../users/email-address.js'
import { emailTaken, isEmailTaken } from '../users/emails.js'
<%_ if (hasUniqueFields) { _%>
import { checkUnique } from '../users/unique.js'
<%_ } _%>
import { updateUser } from '../users/update-user.js'
import type { User } from '../users/user.entity.js'
import { asCaller } from './as-caller.js'
import { loggedIn, verified } from './guards.js'
import { mailTo } from './limits.js'
import { type Action, mutation } from './mutation.js'

const fields = {
<%- include('lines.ejs', { lines: update.lines, indent: '  ' }) -%>
}

/**
 * Changes what was given; what was not given, or is null, stays. Another e-mail has to be verified
 * like the first one.
 */
export const updateAccount = mutation({
  user: loggedIn,
  guards: [verified],
  form: profile,
  limits: (action) => {
    const address = otherAddress(action, action.values)
    return address === null ? [] : mailTo(action, address)
  },
  async run(action) {
    const { user, values } = action
    const { <%= email.name %>: address, ...rest } = values
    const isOther = otherAddress(action, values) !== null
    await asCaller(action, async (manager) => {
      await updateUser(manager, user, rest)
      if (address) await changeEmail(action, manager, { user, address })
    }).catch((error) => reportLostRace(error, action))
    if (isOther) logSecurityEvent(action, 'email_changed', user)
  },
})

async function profile(action: Action<User>): Promise<Values<typeof fields>> {
  const { app, args } = action
  const { reader } = app.database
  const cleaned = cleanFields(fields, args)
<%_ if (hasUniqueFields) { _%>
  await checkUnique(reader, cleaned.values, cleaned.errors, action.user)
<%_ } _%>
  const complete = completeValues(fields, cleaned)
  const address = otherAddress(action, complete)
  if (address !== null && (await isEmailTaken(app, reader, address))) {
    throw fieldError('<%= email.name %>', emailTaken)
  }
  return complete
}

/** The address that is asked for, unless it is the one that the account has. */
function otherAddress(
  { app, user }: Action<User>,
  { <%= email.name %>: address }: Values<typeof fields>,
): string | null {
  const { <%= email.name %>: current } = user
  return address && !isSameEmail(app, address, current) ? address : null
}

/** Somebody took a unique value between the check and the update: the form says so now. */
async function reportLostRace(error: unknown, action: Action<User>): Promise<never> {
  if (isUniqueViolation(error)) await profile(action)
  throw error
}
