import type { FieldType, Settings } from '../settings/types.js'
import { extrasFirst, type UserField, type UserModel } from './user-model.js'

/** What UserNode shows beside the fields of the model. */
const OTHER_FIELDS: Readonly<Record<string, string>> = {
  pk: 'Int',
  archived: 'Boolean',
  verified: 'Boolean',
  secondaryEmail: 'String',
}

/** The fields of UserNode as lines of SDL, without those of USER_NODE_EXCLUDE_FIELDS. */
export function userNodeFields({ GRAPHQL_AUTH }: Settings, model: UserModel): string[] {
  const excluded = GRAPHQL_AUTH.USER_NODE_EXCLUDE_FIELDS
  const isShown = ([name]: [string, string]) => !excluded.includes(name)
  const [id, ...others] = model.fields
  const fields = id ? [id, ...extrasFirst(others, model)] : []
  const columns = fields.map((field): [string, string] => [field.name, sdlType(field)])
  return [...columns, ...Object.entries(OTHER_FIELDS)]
    .filter(isShown)
    .map(([name, type]) => `${name}: ${type}`)
}

function sdlType({ name, type, nullable }: UserField): string {
  if (name === 'id') return 'ID!'
  return nullable ? type : `${type}!`
}

/** Whether a field beyond those that every user has is of a type. */
export function usesType(model: UserModel, type: FieldType): boolean {
  return model.extras.some((field) => field.type === type)
}
