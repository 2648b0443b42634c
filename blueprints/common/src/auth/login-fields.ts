import { GraphQLError } from 'graphql'
import { findUser, findUserByEmail, findUserByUsername } from '../accounts/find-users.js'
import type { App } from '../context/app.js'
import { canonicalEmail } from '../identifiers/email-address.js'
import { normalizeUsername } from '../identifiers/username.js'
import type { User } from '../users/user.entity.js'
import type { Args } from './mutation.js'
import { type Account, accountKey } from './password-attempt.js'

interface LoginField {
  find(app: App, value: string): Promise<User | null>
  /** The same for all texts that are the same to `find`. */
  canonical(app: App, value: string): string
}

/** The fields that identify a user at login. */
const LOGIN_FIELDS: Record<string, LoginField> = {
<%_ for (const field of login.fields) { _%>
<%- include(field.partial, { field }) -%>
<%_ } _%>
}

/**
 * Whose account is meant. One that does not exist has a key too, so that its limit is reached like
 * that of any other.
 *
 * @throws GraphQLError unless exactly one login field is given; null is not given
 */
export async function findAccount(app: App, args: Args): Promise<Account> {
  const given = Object.entries(LOGIN_FIELDS).filter(([name]) => typeof args[name] === 'string')
  const [field] = given
  if (!field || given.length > 1) throw new GraphQLError(whatToGive())
  const [name, { find, canonical }] = field
  const value = String(args[name])
  // No stored name contains a NUL, and not every database accepts one in a query.
  const user = value.includes('\0') ? null : await find(app, value)
  return { user, key: user ? accountKey(user) : `${name} ${canonical(app, value)}` }
}

function whatToGive(): string {
  const names = Object.keys(LOGIN_FIELDS).map((name) => `'${name}'`)
  return `Must login with password and one of the following fields [${names.join(', ')}].`
}
