import type { EntityManager, FindOptionsWhere } from 'typeorm'
import type { App } from '../context/app.js'
import { canonicalEmail } from '../identifiers/email-address.js'
import { EmailOwner } from '../users/email-owner.entity.js'
import { lockUser } from '../users/lock-user.js'
import { User } from '../users/user.entity.js'

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
  const owner = await manager.findOne(EmailOwner, {
    where: {
      address: canonicalEmail(app, email),
      ...(orSecondary ? {} : { kind: 'primary' as const }),
    },
    relations: { user: { status: true } },
  })
  return owner?.user ?? null
}

/** The user whose address this is, primary or secondary, locked: see lockUser. */
export async function lockUserByEmail(
  app: App,
  manager: EntityManager,
  email: string,
): Promise<User | null> {
  const found = await findUserByEmail(app, manager, email, { orSecondary: true })
  const user = found && (await lockUser(manager, found))
  if (!user) return null
  // It may have become someone else's meanwhile.
  const owner = await findUserByEmail(app, manager, email, { orSecondary: true })
  return owner?.id === user.id ? owner : null
}
