import type { EntityManager, FindOptionsWhere } from 'typeorm'
import type { App } from '../app.js'
import { canonicalEmail } from './email-address.js'
import { EmailClaim } from './email-claim.entity.js'
import { User } from './user.entity.js'

/** @param where a value that no two users share, like `{ id }` */
export async function findUser(
  manager: EntityManager,
  where: FindOptionsWhere<User>,
): Promise<User | null> {
  return manager.findOne(User, { where, relations: { status: true } })
}

/** The user whose primary address this is or, when asked for, whose secondary one. */
export async function findUserByEmail(
  app: App,
  manager: EntityManager,
  email: string,
  { orSecondary }: { orSecondary: boolean },
): Promise<User | null> {
  const claim = await manager.findOne(EmailClaim, {
    where: {
      address: canonicalEmail(app, email),
      ...(orSecondary ? {} : { kind: 'primary' as const }),
    },
    relations: { user: { status: true } },
  })
  return claim?.user ?? null
}
