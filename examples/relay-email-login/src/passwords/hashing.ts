import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Logger } from 'pino'
import { argon2Hasher, missingForArgon2, readArgon2 } from './argon2.js'
import { bcryptHasher, readBcrypt } from './bcrypt.js'
import { readDjangoHash } from './django-hashes.js'
import type { Hasher, Verify } from './hasher.js'
import { createQueue } from './queue.js'

/** Makes and checks the hashes that stand for passwords in the database. */
export interface Passwords {
  /** The longest password that can be hashed, in bytes of UTF-8. */
  maxBytes: number
  /** Whether a password can be hashed whole and as it is. */
  canHash(password: string): boolean
  /**
   * @param who the asker: askers take turns
   * @throws RangeError for a password that cannot be hashed: see canHash
   * @throws QueueFull
   */
  hash(password: string, who?: string): Promise<string>
  /**
   * False for an unusable or missing hash, after the time a real comparison takes (S30).
   *
   * @param who the asker: askers take turns
   * @throws QueueFull
   */
  verify(password: string, hash: string | null, who?: string): Promise<boolean>
  /** Whether a hash should be replaced by a new one when the password is known. */
  needsRehash(hash: string): boolean
}

/** How long someone may have to wait until a password is hashed, in milliseconds (S57). */
const LONGEST_WAIT = 5000

/** The longest password, in bytes (S42). */
const LONGEST_PASSWORD = 4096

/** The asker of tasks without a request. */
const NOBODY = ''

interface PasswordsOptions {
  hasher?: 'bcrypt' | 'argon2id'
  /** 4 to 16; one more doubles the time. */
  bcryptCost: number
  /** Hears, once, that stored hashes need a package that is not installed. */
  log?: Logger
}

/**
 * Hashes on other threads, and leaves one core to everything else (S57). UV_THREADPOOL_SIZE must not
 * be greater than the number of cores: everything else would wait for hashes.
 *
 * @throws RangeError for another cost
 * @throws StartError where the package of the hasher is not installed
 */
export function createPasswords({
  hasher = 'bcrypt',
  bcryptCost,
  log,
}: PasswordsOptions): Passwords {
  const current = hasher === 'bcrypt' ? bcryptHasher(bcryptCost) : argon2Hasher()
  const enqueue = createQueue({
    concurrency: Math.max(1, availableParallelism() - 1),
    longestWait: LONGEST_WAIT,
    duration: current.duration,
  })
  const { maxBytes, isCurrent } = current
  const canHash = (password: string) =>
    isUnicode(password) && Buffer.byteLength(password) <= maxBytes
  let isReported = false

  /** @returns the hash, or null where passwords cannot be compared with it on this machine */
  function checkable(hash: string | null): string | null {
    const missing = hash === null ? null : missingForArgon2(hash)
    if (missing === null) return hash
    if (!isReported) log?.error({ event: 'hash_unreadable', reason: `A stored hash ${missing}` })
    isReported = true
    return null
  }

  return {
    maxBytes,
    canHash,
    async hash(password, who = NOBODY) {
      if (!canHash(password)) {
        throw new RangeError(`A password must be Unicode text of at most ${maxBytes} bytes.`)
      }
      return enqueue(who, () => current.hash(password))
    },
    async verify(password, hash, who = NOBODY) {
      if (Buffer.byteLength(password) > LONGEST_PASSWORD) return false
      if (hash !== null && isCurrent(hash) && canHash(password)) {
        return enqueue(who, () => current.compare(password, hash))
      }
      return enqueue(who, () => compareOther(current, password, checkable(hash)))
    },
    needsRehash: (hash) => !isCurrent(hash),
  }
}

/** A faster answer would reveal that an account does not exist or was imported (S30). */
async function compareOther(
  current: Hasher,
  password: string,
  hash: string | null,
): Promise<boolean> {
  const verify = hash === null || !isUnicode(password) ? null : readHash(hash)
  const [matches] = await Promise.all([verify?.(password), current.compareWithNothing()])
  return matches ?? false
}

/** Whether a text is a hash that passwords can be compared with, at a cost that can be borne. */
export function isHash(text: string): boolean {
  return readHash(text) !== null
}

/** A value for an account without a password: no password has it as its hash. */
export function unusablePassword(): string {
  return `!${randomBytes(30).toString('base64url')}`
}

/** Whether a password is set: the contrary of unusablePassword. */
export function isUsable(hash: string): boolean {
  return !hash.startsWith('!')
}

function readHash(hash: string): Verify | null {
  if (hash.startsWith('$argon2')) return readArgon2(hash)
  return hash.startsWith('$') ? readBcrypt(hash) : readDjangoHash(hash)
}

/**
 * Whether a text has no halves of characters (lone surrogates). As UTF-8 all of them become the
 * same character, so that different passwords would be equal (S43).
 */
function isUnicode(text: string): boolean {
  return text.isWellFormed()
}
