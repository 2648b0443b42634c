import type { EntityManager } from 'typeorm'
import { User } from '../users/user.entity.js'

/** Saves the values that are given; `undefined` leaves a column as it is. */
export async function updateUser(
  manager: EntityManager,
  user: User,
  values: Partial<User>,
): Promise<void> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  if (given.length > 0) await manager.update(User, { id: user.id }, Object.fromEntries(given))
}
