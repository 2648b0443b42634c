import type { EntityManager } from 'typeorm'
import type { App } from '../context/app.js'
import { StartError } from '../errors/start-error.js'
import { canonicalEmail } from '../identifiers/email-address.js'
import { EmailOwner } from '../users/email-owner.entity.js'

type WithSettings = Pick<App, 'settings'>

/** An owner, and the canonical form that the address has by now. */
interface StaleOwner {
  owner: EmailOwner
  address: string
}

/** @throws StartError when EMAIL_CASE_INSENSITIVE was changed since the owners were saved */
export async function requireFreshEmailOwners({ settings, database }: App): Promise<void> {
  const stale = await findStaleOwners({ settings }, database.reader)
  if (stale.length === 0) return
  throw new StartError(['EMAIL_CASE_INSENSITIVE was changed: run `npm run migrate`'])
}

/**
 * Saves the owners of addresses again whose canonical form no longer follows EMAIL_CASE_INSENSITIVE.
 *
 * @returns how many
 * @throws StartError with one line for each address that would belong to two accounts
 */
export async function refreshEmailOwners(
  app: WithSettings,
  manager: EntityManager,
): Promise<number> {
  const stale = await findStaleOwners(app, manager)
  const problems: string[] = []
  for (const { owner } of stale) await manager.delete(EmailOwner, { address: owner.address })
  for (const { owner, address } of stale) {
    const { userId, kind } = owner
    const other = await manager.findOneBy(EmailOwner, { address })
    if (other) problems.push(collision(address, [other.userId, userId]))
    else await manager.insert(EmailOwner, { address, userId, kind })
  }
  if (problems.length > 0) throw new StartError([...problems, 'No address was changed'])
  return stale.length
}

/** Only letter case can make the difference, so that most addresses need no closer look. */
async function findStaleOwners(app: WithSettings, manager: EntityManager): Promise<StaleOwner[]> {
  const owners = await manager
    .createQueryBuilder(EmailOwner, 'owner')
    .innerJoinAndSelect('owner.user', 'user')
    .innerJoinAndSelect('user.status', 'status')
    .where('owner.address <> LOWER(owner.address)')
    .orWhere('user.<%= email.name %> <> LOWER(user.<%= email.name %>)')
    .orWhere('status.secondaryEmail <> LOWER(status.secondaryEmail)')
    .orderBy('owner.userId')
    .getMany()
  return owners
    .map((owner) => ({ owner, address: canonicalEmail(app, asTyped(owner)) }))
    .filter(({ owner, address }) => owner.address !== address)
}

function asTyped({ address, kind, user }: EmailOwner): string {
  if (!user) return address
  const { <%= email.name %>: primary, status } = user
  return (kind === 'primary' ? primary : status.secondaryEmail) ?? address
}

function collision(address: string, users: number[]): string {
  return (
    `EMAIL_CASE_INSENSITIVE: ${address} would belong to the users ${users.join(' and ')}: ` +
    'give one of them another address, or set it to false'
  )
}
