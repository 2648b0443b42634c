import type { UserModel } from '../../model/user-model.js'
import type { Settings } from '../../settings/types.js'
import { arrow } from '../layout.js'

/** What one may log in with, and the partial that looks a user up by it. */
export function loginView({ GRAPHQL_AUTH }: Settings, model: UserModel) {
  const names = GRAPHQL_AUTH.LOGIN_ALLOWED_FIELDS
  return {
    fields: names.map((name) => loginField(name, model)),
    finders: [...new Set(names.map((name) => finder(name, model)))].sort().join(', '),
  }
}

function loginField(name: string, model: UserModel) {
  const find = finder(name, model)
  const value = find === 'findUser' ? `{ ${name}: value }` : 'value'
  const call = `${find}(app.database.reader, ${value})`
  return {
    name,
    partial: find === 'findUserByEmail' ? 'find-by-email.ejs' : 'find-by-value.ejs',
    function: arrow('(app, value)', call, { before: `${name}: `, indent: 2, after: ',' }),
  }
}

function finder(name: string, model: UserModel): string {
  if (name === model.email.name) return 'findUserByEmail'
  return name === model.username.name ? 'findUserByUsername' : 'findUser'
}
