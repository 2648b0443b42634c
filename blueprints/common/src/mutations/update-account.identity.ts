import { updateUser } from '../accounts/users.js'
import { asCaller, loggedIn, verified } from '../auth/guards.js'
import { type Action, mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { checkUnique, lookForTaken, mayBeTaken } from '../auth/taken-values.js'
import { isUniqueViolation } from '../database/errors.js'
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
import type { User } from '../users/user.entity.js'

const fields = {
<%- include('lines.ejs', { lines: update.lines, indent: '  ' }) -%>
}

type CleanedProfile = CleanedFields<typeof fields>

/** Changes what was given; what was not given, or is null, stays. */
export const updateAccount = mutation({
  user: loggedIn,
  guards: [verified],
  fields,
  check: checkProfile,
  async run(action) {
    await asCaller(action, (manager) => updateUser(manager, action.user, action.values)).catch(
      (error) => reportLostRace(error, action),
    )
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
  await (mayBeTaken(cleaned.values, action.user) ? lookForTaken(action, [], look) : look())
}

async function requireFree({ app, user }: Action<User>, cleaned: CleanedProfile): Promise<void> {
  await checkUnique(app.database.reader, cleaned.values, cleaned.errors, user)
  completeValues(fields, cleaned)
}

/** Another request took a unique value between the check and the update: the form reports it. */
async function reportLostRace(error: unknown, action: Action<User>): Promise<never> {
  if (isUniqueViolation(error)) await requireFree(action, cleanFields(fields, action.args))
  throw error
}
