import { STAFF_MUTATIONS } from '../../settings/table/operation-names.js'
import type { Settings } from '../../settings/types.js'

/** What the README says of codes and rules, as rows of "What is not in django-graphql-auth". */
const RULES =
  'Act on the account that `id` names. They need a login, a verified account, and `isStaff` or `isSuperuser`: ' +
  'otherwise `permission_denied`. Only superusers can act on superusers: `permission_denied` at `id`. ' +
  'An id without a user is `invalid` at `id`. The log says who did it, and to whom.'

const SPECIAL: Readonly<Partial<Record<string, string>>> = {
  activateUser: 'Also opens accounts that their owners have closed with `deleteAccount`.',
  deactivateUser:
    'Not for the own account: `own_account` at `id`. No mail is sent, because the notices tell the address and the device of the person who acts.',
  verifyUser:
    'For a verified account: `already_verified` at `id`. Calls the hooks of `verifyAccount`.',
  sendUserPasswordResetEmail:
    'For a closed account: `account_closed` at `id`. Counts as a requested mail (`mailByRecipient`, `mailByAddress`).',
}

/** The mutations for staff that are on. */
export function staffView({ GRAPHQL_AUTH }: Settings) {
  const names = STAFF_MUTATIONS.filter((name) => GRAPHQL_AUTH.STAFF_MUTATIONS.includes(name))
  const rules = names.flatMap((name) => (SPECIAL[name] ? `| \`${name}\` | ${SPECIAL[name]} |` : []))
  const all = names.map((name) => `\`${name}\``).join(', ')
  return {
    names,
    isOn: names.length > 0,
    rules: names.length > 0 ? [`| ${all} | ${RULES} |`, ...rules] : [],
  }
}
