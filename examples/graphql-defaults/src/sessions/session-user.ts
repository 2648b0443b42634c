import type { EntityManager } from 'typeorm'
import { User } from '../users/user.entity.js'
import { Session } from './session.entity.js'

/**
 * The user whose live session this is, or null: the session may have ended, the account may be
 * closed or archived.
 */
export async function findSessionUser(
  manager: EntityManager,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<User | null> {
  return manager
    .createQueryBuilder(User, 'user')
    .innerJoinAndSelect('user.status', 'status')
    .innerJoin(Session, 'session', 'session.userId = user.id')
    .where('session.id = :sessionId AND user.id = :userId', { sessionId, userId })
    .andWhere('user.isActive = :active AND status.archived = :archived', {
      active: true,
      archived: false,
    })
    .getOne()
}
