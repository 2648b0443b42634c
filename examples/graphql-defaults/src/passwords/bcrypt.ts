import bcrypt from 'bcrypt'

/** bcrypt ignores what comes after, so that two long passwords could be the same to it (S41). */
export const MAX_PASSWORD_BYTES = 72

/** Each step doubles the time; 16 takes some four seconds. More would only hold others up (S44). */
export const MAX_BCRYPT_COST = 16

const BCRYPT_HASH = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/

/**
 * Whether a text has no halves of characters (lone surrogates). As UTF-8 all of them become the
 * same character, so that different passwords would be equal (S43).
 */
export function isUnicode(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** Whether bcrypt can take a password whole and as it is. */
export function isHashable(password: string): boolean {
  return isUnicode(password) && Buffer.byteLength(password) <= MAX_PASSWORD_BYTES
}

/** The cost a bcrypt hash was made with, or null when it is no bcrypt hash that can be checked. */
export function bcryptCostOf(hash: string): number | null {
  const cost = Number(BCRYPT_HASH.exec(hash)?.[1])
  return cost >= 4 && cost <= MAX_BCRYPT_COST ? cost : null
}

/**
 * Whether a password is the one of a bcrypt hash. False at once for what bcrypt cannot take.
 *
 * @param hash `$2a$`, `$2b$` or `$2y$`, cost, salt and digest
 */
export async function verifyBcrypt(password: string, hash: string): Promise<boolean> {
  if (!isHashable(password) || bcryptCostOf(hash) === null) return false
  // `$2y$` is another name of `$2b$`, which the library does not know.
  return bcrypt.compare(password, hash.replace(/^\$2y/, '$2b'))
}
