import type { User } from '../users/user.entity.js'
import { toGlobalId } from '../identifiers/global-id.js'

/** The fields of UserNode that are not columns of the user. */
export const UserNode = {
  id: (user: User) => toGlobalId('UserNode', user.id),
<%- include('lines.ejs', { lines: resolvers.userNode, indent: '  ' }) -%>
}
