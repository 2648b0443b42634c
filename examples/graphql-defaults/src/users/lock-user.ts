import type { EntityManager } from 'typeorm'
import { nonFieldError, problems } from '../errors/form-error.js'
import { User } from './user.entity.js'

/**
 * The user as the transaction finds them now. Until it ends no one else changes or removes them, or
 * makes something of theirs: so what is made next belongs to someone who is there.
 */
export async function lockUser(manager: EntityManager, { id }: User): Promise<User | null> {
  return manager.findOne(User, { where: { id }, relations: { status: true } })
}

/**
 * The same for a user who must be there. Another transaction may have changed the addresses since they
 * were read: what is saved of them must follow from those that are there now (S6).
 *
 * @throws FormError `unauthenticated` when there is no such user any more
 */
export async function lockUserOrFail(manager: EntityManager, owner: User): Promise<User> {
  const user = await lockUser(manager, owner)
  if (!user) throw nonFieldError(problems.unauthenticated)
  return user
}
