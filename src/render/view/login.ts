import type { UserModel } from '../../model/user-model.js'
import type { Settings } from '../../settings/types.js'
import { arrow } from '../layout.js'

type Finder = 'findUser' | 'findUserByEmail' | 'findUserByUsername'

/** How an account is found by a field, and which texts are the same to that. */
const PARTIALS: Record<Finder, string> = {
  findUser: 'find-by-value.ejs',
  findUserByEmail: 'find-by-email.ejs',
  findUserByUsername: 'find-by-username.ejs',
}

/** What one may log in with, and the partial that looks a user up by it. */
export function loginView({ GRAPHQL_AUTH }: Settings, model: UserModel) {
  const names = GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS
  return {
    fields: names.map((name) => loginField(name, model)),
  }
}

function loginField(name: string, model: UserModel) {
  const call = `findUser(app.database.reader, { ${name}: value })`
  return {
    name,
    partial: PARTIALS[finder(name, model)],
    findByValue: arrow('(app, value)', call, { before: 'find: ', indent: 4, after: ',' }),
  }
}

function finder(name: string, model: UserModel): Finder {
  if (name === model.email.name) return 'findUserByEmail'
  return name === model.username.name ? 'findUserByUsername' : 'findUser'
}
