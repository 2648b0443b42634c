import bcrypt from 'bcrypt'
import type { Hasher, Verify } from './hasher.js'

/** bcrypt ignores what comes after, so that two long passwords could be the same to it (S41). */
const MAX_BYTES = 72

/** Each step doubles the time; 16 takes some four seconds. More would only hold others up (S44). */
const MAX_COST = 16

const HASH = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/

/**
 * Hashes like `$2b$11$…`.
 *
 * @param cost 4 to 16; one more doubles the time
 * @throws RangeError for another cost
 */
export function bcryptHasher(cost: number): Hasher {
  if (!Number.isInteger(cost) || cost < 4 || cost > MAX_COST) {
    throw new RangeError(`The cost of bcrypt must be from 4 to ${MAX_COST}.`)
  }
  const nobodysHash = bcrypt.genSaltSync(cost) + '.'.repeat(31)
  return {
    maxBytes: MAX_BYTES,
    duration: 2 ** cost / 16,
    hash: (password) => bcrypt.hash(password, cost),
    isCurrent: (hash) => hash.startsWith('$2b$') && costOf(hash) === cost,
    compare: (password, hash) => bcrypt.compare(password, hash),
    compareWithNothing: () => bcrypt.compare('', nobodysHash),
  }
}

/**
 * @param hash `$2a$`, `$2b$` or `$2y$`, cost, salt and digest
 * @returns null for a hash that is damaged, or costs too much
 */
export function readBcrypt(hash: string): Verify | null {
  if (costOf(hash) === null) return null
  // `$2y$` is another name of `$2b$`, which the library does not know.
  const known = hash.replace(/^\$2y/, '$2b')
  return async (password) =>
    Buffer.byteLength(password) <= MAX_BYTES && bcrypt.compare(password, known)
}

function costOf(hash: string): number | null {
  const cost = Number(HASH.exec(hash)?.[1])
  return cost >= 4 && cost <= MAX_COST ? cost : null
}
