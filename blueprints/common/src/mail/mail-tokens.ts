import { createHmac } from 'node:crypto'
import { type EntityManager, In, IsNull, LessThan } from 'typeorm'
import type { AppBase } from '../context/app-base.js'
import { hashToken, randomToken } from '../crypto/tokens.js'
import { nonFieldError, problems } from '../errors/form-error.js'
import { addSeconds } from '../process/clock.js'
import { lockUser } from '../users/lock-user.js'
import type { User } from '../users/user.entity.js'
import { MailToken, type MailTokenPurpose } from './mail-token.entity.js'

/** 256 bits: beyond guessing (S8). */
const SEED_BYTES = 32

/** In seconds: how long used and expired tokens are kept. */
export const KEPT_FOR = 30 * 24 * 60 * 60

/** Links that a newer one invalidates (S3). Every activation link verifies the same address. */
const REPLACED: Record<MailTokenPurpose, readonly MailTokenPurpose[]> = {
  activation: [],
  passwordReset: ['passwordReset', 'passwordSet'],
  passwordSet: ['passwordReset', 'passwordSet'],
  secondaryEmail: ['secondaryEmail'],
}

/**
 * Makes a token for a mail, in the place of older ones of the same user, who must be locked: of two
 * that are made at once only the later one is to be good.
 *
 * @returns the token, which is stored only as a hash, and what makes the same one again
 */
export async function issueMailToken(
  app: AppBase,
  manager: EntityManager,
  { purpose, user, address }: { purpose: MailTokenPurpose; user: User; address: string },
): Promise<{ token: string; seed: string }> {
  const seed = randomToken(SEED_BYTES)
  const token = makeToken(app.env.secretKey, purpose, seed)
  if (REPLACED[purpose].length > 0) await revokeMailTokens(app, manager, user, REPLACED[purpose])
  await manager.insert(MailToken, {
    hash: hashToken(token),
    purpose,
    userId: user.id,
    address,
    expiresAt: addSeconds(app.clock.now(), lifetime(app, purpose)),
    usedAt: null,
  })
  return { token, seed }
}

/**
 * Makes the token of a mail once more, because the mail is being sent now: its lifetime begins.
 *
 * @returns the token, or null when it was used or revoked, or its user is gone
 */
export async function renewMailToken(
  { clock, env, settings }: Pick<AppBase, 'clock' | 'env' | 'settings'>,
  manager: EntityManager,
  { purpose, seed }: { purpose: MailTokenPurpose; seed: string },
): Promise<string | null> {
  const expiresAt = addSeconds(clock.now(), lifetime({ settings }, purpose))
  // The key may be another one since then.
  for (const secret of [env.secretKey, ...env.secretKeyFallbacks]) {
    const token = makeToken(secret, purpose, seed)
    const unused = { hash: hashToken(token), purpose, usedAt: IsNull() }
    const { affected } = await manager.update(MailToken, unused, { expiresAt })
    if (affected === 1) return token
  }
  return null
}

/**
 * A token follows from a seed and a key that is not in the database: so it can be sent twice, and
 * no one reads it there (S8). What is signed for access tokens never has a space in it.
 */
function makeToken(secret: string, purpose: MailTokenPurpose, seed: string): string {
  return createHmac('sha256', secret).update(`mail token ${purpose} ${seed}`).digest('hex')
}

/**
 * The user a token was made for.
 *
 * @throws FormError `expired_token`, whatever the token was for, or `invalid_token`
 */
export async function findTokenHolder(
  app: AppBase,
  purpose: MailTokenPurpose,
  token: string,
): Promise<User> {
  const row = await app.database.reader.findOne(MailToken, {
    where: { hash: hashToken(token) },
    relations: { user: { status: true } },
  })
  if (!row) throw nonFieldError(problems.invalidToken)
  if (row.expiresAt <= app.clock.now()) throw nonFieldError(problems.expiredToken)
  // Of other used tokens their mutations have more to say: what they were for is done already.
  const isUsed = purpose === 'passwordReset' && row.usedAt !== null
  if (row.purpose !== purpose || isUsed) throw nonFieldError(problems.invalidToken)
  return row.user
}

/**
 * Uses a token of a user up: of several attempts at the same time one succeeds (S2). Whatever changes
 * tokens has locked their user before, so that no one waits for each other.
 *
 * @returns the address that the token was sent to
 * @throws FormError `invalid_token` when it was used or revoked
 */
export async function useMailToken(
  app: AppBase,
  manager: EntityManager,
  { user, token }: { user: User; token: string },
): Promise<string> {
  await lockUser(manager, user)
  const hash = hashToken(token)
  const { affected } = await manager.update(
    MailToken,
    { hash, usedAt: IsNull() },
    { usedAt: app.clock.now() },
  )
  if (affected !== 1) throw nonFieldError(problems.invalidToken)
  const { address } = await manager.findOneByOrFail(MailToken, { hash })
  return address
}

/** Makes every unused token of these purposes useless. */
export async function revokeMailTokens(
  app: AppBase,
  manager: EntityManager,
  user: User,
  purposes: readonly MailTokenPurpose[],
): Promise<void> {
  await manager.update(
    MailToken,
    { userId: user.id, purpose: In(purposes), usedAt: IsNull() },
    { usedAt: app.clock.now() },
  )
}

/** Removes the tokens that have been good for nothing for long. */
export async function removeOldMailTokens(app: AppBase, manager: EntityManager): Promise<void> {
  const before = addSeconds(app.clock.now(), -KEPT_FOR)
  await manager.delete(MailToken, { expiresAt: LessThan(before) })
}

/** In seconds. */
function lifetime(app: Pick<AppBase, 'settings'>, purpose: MailTokenPurpose): number {
  const { GRAPHQL_AUTH } = app.settings
  const lifetimes: Record<MailTokenPurpose, number> = {
    activation: GRAPHQL_AUTH.EXPIRATION_ACTIVATION_TOKEN,
    passwordReset: GRAPHQL_AUTH.EXPIRATION_PASSWORD_RESET_TOKEN,
    passwordSet: GRAPHQL_AUTH.EXPIRATION_PASSWORD_SET_TOKEN,
    secondaryEmail: GRAPHQL_AUTH.EXPIRATION_SECONDARY_EMAIL_ACTIVATION_TOKEN,
  }
  return lifetimes[purpose]
}
