import { type EntityManager, In, IsNull } from 'typeorm'
import type { App } from '../app.js'
import { addSeconds } from '../clock.js'
import { nonFieldError, problems } from '../forms/errors.js'
import { hashToken, randomToken } from '../sessions/secrets.js'
import type { User } from '../users/user.entity.js'
import { MailToken, type MailTokenPurpose } from './mail-token.entity.js'

/** 256 bits: beyond guessing (S8). */
const TOKEN_BYTES = 32

/**
 * Makes a token for a mail. Older ones of the same user and purpose are good no more (S3).
 *
 * @returns the token, which is stored only as a hash
 */
export async function issueMailToken(
  app: App,
  manager: EntityManager,
  { purpose, user, address }: { purpose: MailTokenPurpose; user: User; address: string },
): Promise<string> {
  const token = randomToken(TOKEN_BYTES)
  if (purpose !== 'activation') await revokeMailTokens(app, manager, user, [purpose])
  await manager.insert(MailToken, {
    hash: hashToken(token),
    purpose,
    userId: user.id,
    address,
    expiresAt: addSeconds(app.clock.now(), lifetime(app, purpose)),
    usedAt: null,
  })
  return token
}

/**
 * The user a token was made for, whether it was used before or not.
 *
 * @throws FormError `expired_token`, whatever the token was for, or `invalid_token`
 */
export async function findTokenHolder(
  app: App,
  purpose: MailTokenPurpose,
  token: string,
): Promise<User> {
  const row = await app.database.reader.findOne(MailToken, {
    where: { hash: hashToken(token) },
    relations: { user: { status: true } },
  })
  if (!row) throw nonFieldError(problems.invalidToken)
  if (row.expiresAt <= app.clock.now()) throw nonFieldError(problems.expiredToken)
  if (row.purpose !== purpose) throw nonFieldError(problems.invalidToken)
  return row.user
}

/**
 * Uses a token up: of several attempts at the same time one succeeds (S2).
 *
 * @returns the address that the token was sent to
 * @throws FormError `invalid_token` when it was used or revoked
 */
export async function useMailToken(
  app: App,
  manager: EntityManager,
  token: string,
): Promise<string> {
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
  app: App,
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

/** In seconds. */
function lifetime(app: App, purpose: MailTokenPurpose): number {
  const { GRAPHQL_AUTH } = app.settings
  const lifetimes: Record<MailTokenPurpose, number> = {
    activation: GRAPHQL_AUTH.EXPIRATION_ACTIVATION_TOKEN,
    passwordReset: GRAPHQL_AUTH.EXPIRATION_PASSWORD_RESET_TOKEN,
    passwordSet: GRAPHQL_AUTH.EXPIRATION_PASSWORD_SET_TOKEN,
    secondaryEmail: GRAPHQL_AUTH.EXPIRATION_SECONDARY_EMAIL_ACTIVATION_TOKEN,
  }
  return lifetimes[purpose]
}
