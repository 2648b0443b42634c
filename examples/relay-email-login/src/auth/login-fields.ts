import { GraphQLError } from 'graphql'
import type { App } from '../app.js'
import { findUserByEmail } from '../users/find-users.js'
import type { User } from '../users/user.entity.js'
import type { Args } from './mutation.js'

type FindUser = (app: App, value: string) => Promise<User | null>

/** What one may log in with, beside the password. */
const LOGIN_FIELDS: Record<string, FindUser> = {
  email: (app, value) =>
    findUserByEmail(app.database.reader, value, {
      orSecondary: app.settings.GRAPHQL_AUTH.ALLOW_LOGIN_WITH_SECONDARY_EMAIL,
    }),
}

/** @throws GraphQLError unless exactly one login field is given; null is not given */
export async function findByLoginField(app: App, args: Args): Promise<User | null> {
  const given = Object.entries(LOGIN_FIELDS).filter(([name]) => typeof args[name] === 'string')
  const [field] = given
  if (!field || given.length > 1) throw new GraphQLError(whatToGive())
  const [name, find] = field
  return find(app, String(args[name]))
}

function whatToGive(): string {
  const names = Object.keys(LOGIN_FIELDS).map((name) => `'${name}'`)
  return `Must login with password and one of the following fields [${names.join(', ')}].`
}
