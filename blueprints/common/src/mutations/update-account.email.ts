import { changeEmail, emailTaken } from '../accounts/emails.js'
import { updateUser } from '../accounts/users.js'
import { hidesTakenEmails, inEqualTime, refuseTakenEmail, tellOwner } from '../auth/enumeration.js'
import { asCaller, loggedIn, verified } from '../auth/guards.js'
import { mailTo, tallyOfChange } from '../auth/limits.js'
import { type Action, mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { checkUnique, lookForTaken, mayBeTaken } from '../auth/taken-values.js'
import { logSecurityEvent } from '../context/security-log.js'
import { isUniqueViolation } from '../database/errors.js'
import { fieldError } from '../errors/form-error.js'
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
import { isSameEmail } from '../identifiers/email-address.js'
import type { Tally } from '../throttle/throttle.js'
import type { User } from '../users/user.entity.js'

const fields = {
<%- include('lines.ejs', { lines: update.lines, indent: '  ' }) -%>
}

type Profile = Partial<Values<typeof fields>>
type CleanedProfile = CleanedFields<typeof fields>

/**
 * Changes what was given; what was not given, or is null, stays. Another e-mail has to be verified
 * like the first one. Where nothing may be said of a taken one, its owner is told, and nothing changes.
 */
export const updateAccount = mutation({
  user: loggedIn,
  guards: [verified],
  fields,
  check: checkProfile,
  limits: (action) => limitsOf(action, action.values),
  async run(action) {
    const { app, user, values } = action
    const { <%= email.name %>: address, ...rest } = values
    const other = otherAddress(action, values)
    const change = () =>
      asCaller(action, async (manager) => {
        if (other !== null && (await tellOwner(action, manager, other))) return false
        await updateUser(manager, user, rest)
        if (address) await changeEmail(action, manager, { user, address })
        return other !== null
      })
    const lostRace = async (error: unknown) => {
      if (!isUniqueViolation(error)) throw error
      // Another request took a unique value since the check: the form reports it now.
      await requireFree(action, cleanFields(fields, action.args))
      // It was the address, which the answer must not reveal: its owner gets a mail.
      return change()
    }
    const changed = change().catch(lostRace)
    const isSecret = other !== null && hidesTakenEmails(app)
    const isChanged = await (isSecret ? inEqualTime(changed) : changed)
    if (isChanged) logSecurityEvent(action, 'email_changed', user)
  },
})

/** Its place in the schema. */
export const updateAccountField = mutationField('updateAccount', {
<%- include('lines.ejs', { lines: sdl.fields.updateAccount, indent: '  ' }) -%>
  mutation: updateAccount,
})

async function checkProfile(action: Action<User>, cleaned: CleanedProfile): Promise<void> {
  const look = () => requireFree(action, cleaned)
  // Who asks nothing is not kept from a change by what others have asked at the same address.
  if (!asksForOthers(action, cleaned.values)) return look()
  return lookForTaken(action, await limitsOf(action, cleaned.values), look)
}

async function requireFree(action: Action<User>, cleaned: CleanedProfile): Promise<void> {
  const { app, user } = action
<%_ if (hasUniqueFields) { _%>
  await checkUnique(app.database.reader, cleaned.values, cleaned.errors, user)
<%_ } _%>
  const complete = completeValues(fields, cleaned)
  const address = otherAddress(action, complete)
  if (address === null) return
  const { secondaryEmail } = user.status
  const isSecondary = secondaryEmail !== null && isSameEmail(app, address, secondaryEmail)
  if (isSecondary) throw fieldError('<%= email.name %>', emailTaken)
  await refuseTakenEmail(app, '<%= email.name %>', address)
}

function asksForOthers(action: Action<User>, values: Profile): boolean {
<%_ if (hasUniqueFields) { _%>
  if (mayBeTaken(values, action.user)) return true
<%_ } _%>
  return otherAddress(action, values) !== null
}

/** The limits of another address: a mail to it, and a notice to the former one. */
async function limitsOf(action: Action<User>, values: Profile): Promise<Tally[]> {
  const address = otherAddress(action, values)
  if (address === null) return []
  return [...(await mailTo(action, address)), tallyOfChange(action)]
}

/** The address that is asked for, unless it is the one that the account has. */
function otherAddress({ app, user }: Action<User>, values: Profile): string | null {
  const { <%= email.name %>: address } = values
  const { <%= email.name %>: current } = user
  return address && !isSameEmail(app, address, current) ? address : null
}
