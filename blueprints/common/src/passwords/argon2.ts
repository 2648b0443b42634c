import { missingPackage, requirePackage } from '../process/optional-package.js'
import type { Hasher, Verify } from './hasher.js'

/** What the server uses of @node-rs/argon2, which not every project has. */
export interface Argon2Package {
  hash(password: string, cost: typeof COST): Promise<string>
  verify(hash: string, password: string): Promise<boolean>
}

const PACKAGE = '@node-rs/argon2'

/** The least that OWASP recommends for Argon2id (Password Storage Cheat Sheet); memory in KiB. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const PARAMETERS = '$argon2id$v=19$m=19456,t=2,p=1$'

/** It takes any length; no one types more. */
const MAX_BYTES = 1024

// An imported hash names its own cost: it must not be able to hang or exhaust the process (S44).
const MAX_MEMORY = 128 * 1024
const MAX_WORK = 1024 * 1024
const MAX_PARALLELISM = 64

const HASH =
  /^\$argon2(?:id|i|d)\$v=(?:16|19)\$m=(\d{1,10}),t=(\d{1,10}),p=(\d{1,3})\$[\w+/-]+\$([\w+/-]+)$/

/**
 * Hashes like `$argon2id$v=19$m=19456,t=2,p=1$…`, made on other threads.
 *
 * @throws StartError where the package is not installed
 */
export function argon2Hasher(): Hasher {
  const { hash, verify } = argon2('graphql-auth.json: GRAPHQL_AUTH.PASSWORD_HASHER: "argon2id"')
  return {
    maxBytes: MAX_BYTES,
    duration: 30,
    hash: (password) => hash(password, COST),
    isCurrent: (stored) => stored.startsWith(PARAMETERS) && readArgon2(stored) !== null,
    compare: (password, stored) => verify(stored, password),
    compareWithNothing: () => hash('', COST),
  }
}

/**
 * @param stored in the form of the Password Hashing Competition: algorithm, version, parameters,
 *   salt, digest
 * @returns null for a hash that is damaged, or costs too much
 */
export function readArgon2(stored: string): Verify | null {
  const [, memory, time, parallelism, digest = ''] = HASH.exec(stored) ?? []
  const [m, t, p] = [Number(memory), Number(time), Number(parallelism)]
  const isCheap = m <= MAX_MEMORY && m * t <= MAX_WORK && p <= MAX_PARALLELISM
  const isWhole = m >= 8 * p && t >= 1 && p >= 1 && Buffer.from(digest, 'base64').length >= 16
  if (!isCheap || !isWhole) return null
  return (password) =>
    argon2('An Argon2 hash')
      .verify(stored, password)
      .catch(() => false)
}

/**
 * What is missing to compare passwords with a hash, where it is one of Argon2, and the command that
 * brings it; null where nothing is.
 *
 * @param stored as readArgon2 takes it, or in Django's format
 */
export function missingForArgon2(stored: string): string | null {
  return /^\$?argon2/.test(stored) ? missingPackage(PACKAGE) : null
}

function argon2(user: string): Argon2Package {
  return requirePackage<Argon2Package>(PACKAGE, user)
}
