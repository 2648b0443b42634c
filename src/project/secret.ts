import { randomBytes } from 'node:crypto'

/** More than the 32 bytes that a server asks for in production. */
const BYTES = 48

/** A new SECRET_KEY: random bytes in base64url, which needs no quotes in an .env file. */
export function newSecretKey(): string {
  return randomBytes(BYTES).toString('base64url')
}
