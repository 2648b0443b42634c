import { createHash, pbkdf2, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { readArgon2 } from './argon2.js'
import { readBcrypt } from './bcrypt.js'
import type { Verify } from './hasher.js'

// An imported hash names its own cost: it must not be able to hang or exhaust the process (S44).
const MAX_PBKDF2_ITERATIONS = 5_000_000
const MAX_SCRYPT_MEMORY = 128 * 1024 * 1024
const MAX_SCRYPT_WORK = 2 ** 22

/** In bytes. */
const SCRYPT_LENGTH = 64

/** @returns null when the parameters are damaged, or cost too much */
type ReadParameters = (parameters: string) => Verify | null

const derivePbkdf2 = promisify(pbkdf2)

const algorithms = new Map<string, ReadParameters>([
  ['pbkdf2_sha256', readPbkdf2('sha256', 32)],
  ['pbkdf2_sha1', readPbkdf2('sha1', 20)],
  ['bcrypt_sha256', readBcryptSha256],
  ['bcrypt', readBcrypt],
  ['scrypt', readScrypt],
  ['argon2', (hash) => readArgon2(`$${hash}`)],
])

/**
 * Reads a hash in Django's format, `<algorithm>$<parameters>`.
 *
 * @param hash as Django 1.4 to 6.0 store it, also by PBKDF2SHA1PasswordHasher and the like
 * @returns null for algorithms that are not known here, for damaged hashes and for excessive costs
 */
export function readDjangoHash(hash: string): Verify | null {
  const end = hash.indexOf('$')
  const read = algorithms.get(hash.slice(0, Math.max(end, 0)))
  return read?.(hash.slice(end + 1)) ?? null
}

/** `<iterations>$<salt>$<digest in base64>` */
function readPbkdf2(algorithm: string, length: number): ReadParameters {
  return (parameters) => {
    const [, iterations, salt, encoded] = /^(\d{1,7})\$([^$]*)\$([^$]+)$/.exec(parameters) ?? []
    const digest = readDigest(encoded, length)
    const rounds = Number(iterations)
    if (salt === undefined || !digest || rounds < 1 || rounds > MAX_PBKDF2_ITERATIONS) return null
    return async (password) =>
      timingSafeEqual(digest, await derivePbkdf2(password, salt, rounds, length, algorithm))
  }
}

/** A bcrypt hash of the hexadecimal SHA-256: that way no password is too long. */
function readBcryptSha256(hash: string): Verify | null {
  const verify = readBcrypt(hash)
  return verify && ((password) => verify(createHash('sha256').update(password).digest('hex')))
}

/** `<N>$<salt>$<r>$<p>$<digest in base64>`, the names of RFC 7914 */
function readScrypt(parameters: string): Verify | null {
  const match = /^(\d{1,7})\$([^$]*)\$(\d{1,4})\$(\d{1,4})\$([^$]+)$/.exec(parameters)
  const [, cost, salt, blockSize, parallelization, encoded] = match ?? []
  const digest = readDigest(encoded, SCRYPT_LENGTH)
  if (salt === undefined || !digest) return null
  const [N, r, p] = [Number(cost), Number(blockSize), Number(parallelization)]
  if (128 * N * r > MAX_SCRYPT_MEMORY || N * r * p > MAX_SCRYPT_WORK) return null
  return async (password) => {
    const derived = await deriveScrypt(password, salt, { N, r, p }).catch(() => null)
    return derived !== null && timingSafeEqual(digest, derived)
  }
}

/** Rejects when the parameters are none that RFC 7914 allows. */
function deriveScrypt(
  password: string,
  salt: string,
  cost: { N: number; r: number; p: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 2 * MAX_SCRYPT_MEMORY }
    scrypt(password, salt, SCRYPT_LENGTH, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

function readDigest(base64: string | undefined, length: number): Buffer | null {
  const digest = Buffer.from(base64 ?? '', 'base64')
  return digest.length === length ? digest : null
}
