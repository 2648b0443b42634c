import { toGlobalId } from '../identifiers/global-id.js'
import type { User } from '../users/user.entity.js'

/** The fields of UserNode that are not columns of the user. */
export const UserNode = {
  id: (user: User) => toGlobalId('UserNode', user.id),
  pk: (user: User) => user.id,
  archived: (user: User) => user.status.archived,
  verified: (user: User) => user.status.verified,
  secondaryEmail: (user: User) => user.status.secondaryEmail,
}
