import type { EntityManager } from 'typeorm'
import type { App } from '../context/app.js'
import { StartError } from '../errors/start-error.js'
import { canonicalEmail } from '../identifiers/email-address.js'
import { EmailClaim } from '../users/email-claim.entity.js'

type WithSettings = Pick<App, 'settings'>

/** A claim, and the canonical form that its address has by now. */
interface StaleClaim {
  claim: EmailClaim
  address: string
}

/** @throws StartError when EMAIL_CASE_INSENSITIVE was changed since the claims were made */
export async function requireFreshClaims({ settings, database }: App): Promise<void> {
  const stale = await findStaleClaims({ settings }, database.reader)
  if (stale.length === 0) return
  throw new StartError(['EMAIL_CASE_INSENSITIVE was changed: run `npm run migrate`'])
}

/**
 * Rewrites claims that no longer match EMAIL_CASE_INSENSITIVE.
 *
 * @returns how many
 * @throws StartError with one line for each address that would belong to two accounts
 */
export async function refreshClaims(app: WithSettings, manager: EntityManager): Promise<number> {
  const stale = await findStaleClaims(app, manager)
  const problems: string[] = []
  for (const { claim } of stale) await manager.delete(EmailClaim, { address: claim.address })
  for (const { claim, address } of stale) {
    const { userId, kind } = claim
    const holder = await manager.findOneBy(EmailClaim, { address })
    if (holder) problems.push(collision(address, [holder.userId, userId]))
    else await manager.insert(EmailClaim, { address, userId, kind })
  }
  if (problems.length > 0) throw new StartError([...problems, 'No address was changed'])
  return stale.length
}

/** Only letter case can make the difference, so that most addresses need no closer look. */
async function findStaleClaims(app: WithSettings, manager: EntityManager): Promise<StaleClaim[]> {
  const claims = await manager
    .createQueryBuilder(EmailClaim, 'claim')
    .innerJoinAndSelect('claim.user', 'user')
    .innerJoinAndSelect('user.status', 'status')
    .where('claim.address <> LOWER(claim.address)')
    .orWhere('user.email <> LOWER(user.email)')
    .orWhere('status.secondaryEmail <> LOWER(status.secondaryEmail)')
    .orderBy('claim.userId')
    .getMany()
  return claims
    .map((claim) => ({ claim, address: canonicalEmail(app, asTyped(claim)) }))
    .filter(({ claim, address }) => claim.address !== address)
}

function asTyped({ address, kind, user }: EmailClaim): string {
  if (!user) return address
  const { email: primary, status } = user
  return (kind === 'primary' ? primary : status.secondaryEmail) ?? address
}

function collision(address: string, users: number[]): string {
  return (
    `EMAIL_CASE_INSENSITIVE: ${address} would belong to the users ${users.join(' and ')}: ` +
    'give one of them another address, or set it to false'
  )
}
