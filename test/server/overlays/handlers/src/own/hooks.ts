import type { RequestContext } from '../auth/mutation.js'
import {
  decodeToken,
  encodeToken,
  findSessionUser,
  TokenError,
  tokenPayload,
} from '../sessions/access-token.js'
import { findRefreshToken } from '../sessions/refresh-tokens.js'
import { isRefreshExpired } from '../sessions/session-lifetime.js'
import type { User } from '../users/user.entity.js'

/** What was called, and for whom. */
export const calls: string[] = []

export async function onUserRegistered({ username }: User): Promise<void> {
  calls.push(`registered ${username}`)
}

export async function onUserVerified({ username }: User): Promise<void> {
  calls.push(`verified ${username}`)
}

export const encode: typeof encodeToken = (app, payload) => `v1:${encodeToken(app, payload)}`

export const decode: typeof decodeToken = (app, token) => {
  if (!token.startsWith('v1:')) throw new TokenError('invalid')
  return decodeToken(app, token.slice('v1:'.length))
}

export const payload: typeof tokenPayload = (app, user, session) => ({
  ...tokenPayload(app, user, session),
  sub: `user-${user.id}`,
  team: 'ours',
})

export const usernameOf = ({ sub }: { sub: string }): string => sub.replace('user-', '')

/** No one is the fourth user. */
export const findByKey: typeof findSessionUser = async (manager, ids) =>
  ids.userId === '4' ? null : findSessionUser(manager, ids)

/** An hour is long enough, whatever the settings say. */
export const isExpired: typeof isRefreshExpired = (app, since) =>
  isRefreshExpired(app, since) || app.clock.now().getTime() - since.getTime() >= 3_600_000

export const findToken: typeof findRefreshToken = async (manager, token) =>
  findRefreshToken(manager, token.replace(/^my-/, ''))

export async function isOpen(name: string, { client }: RequestContext): Promise<boolean> {
  return name === 'resendActivationEmail' && client.userAgent === 'Robot/1.0'
}
