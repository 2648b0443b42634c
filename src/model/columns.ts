import { type UserField, type UserModel, usernameKey } from './user-model.js'

/** A column of the table of users, as far as the database knows it. */
export interface Column
  extends Pick<UserField, 'type' | 'maxLength' | 'nullable' | 'unique' | 'default'> {
  /** snake_case */
  name: string
  /** The column whose canonical form is kept here; null for a column of its own. */
  keyOf: string | null
}

/** The name of the table of users. */
export const USERS = 'users'

/** The fields that have a column behind `id`, the key of the username behind the username. */
export function storedFields(model: UserModel): UserField[] {
  return model.fields
    .filter((field) => field.name !== 'id')
    .flatMap((field) => (field.kind === 'username' ? [field, usernameKey(model)] : [field]))
}

/** The columns behind `id` of the table of users. */
export function userColumns(model: UserModel): Column[] {
  return storedFields(model).map(
    ({ column, type, maxLength, nullable, unique, default: value, kind }) => ({
      name: column,
      type,
      maxLength,
      nullable,
      unique,
      default: value,
      keyOf: kind === 'username-key' ? model.username.column : null,
    }),
  )
}
