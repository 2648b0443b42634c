import type { FieldType, Lookup, Settings } from '../settings/types.js'
import { fieldNamed, type UserModel } from './user-model.js'

/** One filter argument of `users`. */
export interface UserFilter {
  /** As clients write it: `username_Icontains`, `status_Archived`. */
  argument: string
  /** GraphQL type of the argument. */
  type: string
  lookup: Lookup
  /** Property of an entity as queries name it: `user.username`, `status.archived`. */
  property: string
  /** Addresses are compared in canonical form. */
  address: 'primary' | 'secondary' | null
  /** A whole username is looked up by its canonical form, which has an index. */
  isWholeUsername: boolean
  /** Whether it reads users one by one, for want of an index. */
  isSearch: boolean
}

const STATUS_TYPES: Readonly<Record<string, FieldType>> = {
  archived: 'Boolean',
  verified: 'Boolean',
  secondaryEmail: 'String',
}

/** The filters that USER_NODE_FILTER_FIELDS asks for. */
export function userFilters({ GRAPHQL_AUTH }: Settings, model: UserModel): UserFilter[] {
  return Object.entries(GRAPHQL_AUTH.USER_NODE_FILTER_FIELDS).flatMap(([path, lookups]) =>
    lookups.map((lookup) => userFilter(path, lookup, model)),
  )
}

function userFilter(path: string, lookup: Lookup, model: UserModel): UserFilter {
  const [first = '', second] = path.split('.')
  const isWholeUsername = model.hasUsername && first === model.username.name && lookup === 'exact'
  const type = second ? (STATUS_TYPES[second] ?? 'String') : fieldNamed(model, first).type
  const isAddress = ['exact', 'iexact'].includes(lookup)
  const primary = isAddress && first === model.email.name
  const secondary = isAddress && second === 'secondaryEmail'
  const isFound = primary || secondary || isWholeUsername
  return {
    argument: [first, second, lookup === 'exact' ? undefined : lookup].flatMap(part).join('_'),
    type: argumentType(first === 'id' ? 'ID' : type, lookup),
    lookup,
    property: second ? path : `user.${path}`,
    address: primary ? 'primary' : secondary ? 'secondary' : null,
    isWholeUsername,
    isSearch: !isFound && !hasIndex(path, lookup, model),
  }
}

/** These have indexes of the few for whom they are exceptional. */
const FLAGS = ['isActive', 'status.archived', 'status.verified']

function hasIndex(path: string, lookup: Lookup, model: UserModel): boolean {
  if (path === 'id') return true
  if (FLAGS.includes(path)) return lookup === 'exact'
  const isUnique = !path.includes('.') && fieldNamed(model, path).unique
  return isUnique && ['exact', 'in'].includes(lookup)
}

/** Behind the first part of an argument's name, parts begin with a capital letter. */
function part(text: string | undefined, index: number): string[] {
  if (text === undefined) return []
  return [index === 0 ? text : text.charAt(0).toUpperCase() + text.slice(1)]
}

function argumentType(type: string, lookup: Lookup): string {
  if (lookup === 'isnull') return 'Boolean'
  return lookup === 'in' ? `[${type}]` : type
}
