import { createHash, hkdfSync, randomBytes } from 'node:crypto'

/** What stands for a text that is not kept; as short for a long one. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** A random token, as hex. @param bytes number of random bytes */
export function randomToken(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}

/**
 * A token that is derived from another one, which only a holder of the key can do (HKDF,
 * RFC 5869).
 *
 * @param bytes its length before it is written as hex
 */
export function derivedToken(bytes: number, { from, key }: { from: string; key: string }): string {
  return Buffer.from(hkdfSync('sha256', key, from, 'next refresh token', bytes)).toString('hex')
}

/**
 * What is stored of a token. A plain hash is enough: the tokens are random and long, so that there
 * is nothing to guess (S8).
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
