import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import bcrypt from 'bcrypt'
import {
  bcryptCostOf,
  isHashable,
  isUnicode,
  MAX_BCRYPT_COST,
  MAX_PASSWORD_BYTES,
  verifyBcrypt,
} from './bcrypt.js'
import { verifyDjangoHash } from './django-hashes.js'
import { createQueue } from './queue.js'

export { isHashable }

/** Makes and checks the hashes that stand for passwords in the database. */
export interface Passwords {
  /** @throws RangeError for a password that bcrypt cannot take whole: see isHashable */
  hash(password: string): Promise<string>
  /** False for an unusable or missing hash, after the time a real comparison takes (S30). */
  verify(password: string, hash: string | null): Promise<boolean>
  /** Whether a hash should be replaced by a new one when the password is known. */
  needsRehash(hash: string): boolean
}

/**
 * Hashes with bcrypt, on other threads, and leaves one core to everything else (S57).
 *
 * @param bcryptCost 4 to 16; one more doubles the time
 * @throws RangeError for another cost
 */
export function createPasswords({ bcryptCost }: { bcryptCost: number }): Passwords {
  if (!Number.isInteger(bcryptCost) || bcryptCost < 4 || bcryptCost > MAX_BCRYPT_COST) {
    throw new RangeError(`The cost of bcrypt must be from 4 to ${MAX_BCRYPT_COST}.`)
  }
  const enqueue = createQueue(Math.max(1, availableParallelism() - 1))
  const nobodysHash = bcrypt.genSaltSync(bcryptCost) + '.'.repeat(31)

  function isCurrent(hash: string): boolean {
    return hash.startsWith('$2b$') && bcryptCostOf(hash) === bcryptCost
  }

  async function compare(password: string, hash: string | null): Promise<boolean> {
    if (hash !== null && isCurrent(hash) && isHashable(password)) {
      return bcrypt.compare(password, hash)
    }
    // What is answered sooner tells that there is no such account, or that it was imported (S30).
    const [matches] = await Promise.all([
      verifyOther(password, hash),
      bcrypt.compare('', nobodysHash),
    ])
    return matches
  }

  return {
    async hash(password) {
      if (!isHashable(password)) {
        throw new RangeError(
          `A password must be Unicode text of at most ${MAX_PASSWORD_BYTES} bytes.`,
        )
      }
      return enqueue(() => bcrypt.hash(password, bcryptCost))
    },
    verify: (password, hash) => enqueue(() => compare(password, hash)),
    needsRehash: (hash) => !isCurrent(hash),
  }
}

/** A value for an account without a password: no password has it as its hash. */
export function unusablePassword(): string {
  return `!${randomBytes(30).toString('base64url')}`
}

/** Whether a password is set: the contrary of unusablePassword. */
export function isUsable(hash: string): boolean {
  return !hash.startsWith('!')
}

/** Checks hashes of another cost and those that were imported. */
async function verifyOther(password: string, hash: string | null): Promise<boolean> {
  if (hash === null || !isUsable(hash) || !isUnicode(password)) return false
  return hash.startsWith('$') ? verifyBcrypt(password, hash) : verifyDjangoHash(password, hash)
}
