import { randomBytes } from 'node:crypto'

/** More than the 32 bytes that production asks for (S26). */
const BYTES = 48

/** A new SECRET_KEY: random bytes in base64url, which needs no quotes in an .env file. */
export function newSecretKey(): string {
  return randomBytes(BYTES).toString('base64url')
}
