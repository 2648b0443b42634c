import type { EntityManager } from 'typeorm'
import { canonicalUsername } from '../identifiers/username.js'
import { User } from '../users/user.entity.js'

/** Saves the values that are given; `undefined` leaves a column as it is. */
export async function updateUser(
  manager: EntityManager,
  user: User,
  values: Partial<User>,
): Promise<void> {
<%_ if (update.hasUsername) { _%>
  const { <%= username.name %> } = values
  const key = <%= username.name %> && { <%= username.key %>: canonicalUsername(<%= username.name %>) }
  const given = Object.entries({ ...values, ...key }).filter(([, value]) => value !== undefined)
<%_ } else { _%>
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
<%_ } _%>
  if (given.length > 0) await manager.update(User, { id: user.id }, Object.fromEntries(given))
}
