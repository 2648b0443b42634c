import type { EntityManager } from 'typeorm'
import { User } from './user.entity.js'

/**
 * The user as the transaction finds them now. Until it ends no one else changes or removes them, or
 * makes something of theirs: so what is made next belongs to someone who is there.
 */
export async function lockUser(manager: EntityManager, { id }: User): Promise<User | null> {
<%_ if (!database.isSqlite) { _%>
  await manager.findOne(User, {
    select: { id: true },
    where: { id },
    lock: { mode: 'pessimistic_write' },
  })
<%_ } _%>
  return manager.findOne(User, { where: { id }, relations: { status: true } })
}
