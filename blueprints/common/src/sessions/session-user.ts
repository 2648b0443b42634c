import type { EntityManager } from 'typeorm'
import { User } from '../users/user.entity.js'
import { Session } from './session.entity.js'

/**
 * The user whose live session this is, or null: the session may have ended, the account may be
 * closed or archived.
 *
 * @param ids a session of null stands for any, also for one that has ended
 */
export async function findSessionUser(
  manager: EntityManager,
  { userId, sessionId }: { userId: string; sessionId: string | null },
): Promise<User | null> {
  const query = manager
    .createQueryBuilder(User, 'user')
    .innerJoinAndSelect('user.status', 'status')
    .where('user.id = :userId', { userId })
    .andWhere('user.isActive = :active AND status.archived = :archived', {
      active: true,
      archived: false,
    })
  if (sessionId !== null) {
    query.innerJoin(Session, 'session', 'session.userId = user.id AND session.id = :sessionId', {
      sessionId,
    })
  }
  return query.getOne()
}
