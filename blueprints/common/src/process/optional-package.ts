import { createRequire } from 'node:module'
import { StartError } from '../errors/start-error.js'

/** Packages that only some settings need, and the command that brings each. */
const COMMANDS = {
  '@node-rs/argon2': '<%= optional.argon2.command %>',
  ioredis: '<%= optional.redis.command %>',
} as const

type OptionalPackage = keyof typeof COMMANDS

const require = createRequire(import.meta.url)

/** A cache: looking takes time, and packages do not appear while the process runs. */
const found = new Map<OptionalPackage, string | null>()

/**
 * Loads a package that is not installed everywhere.
 *
 * @param user the setting or variable that needs it
 * @throws StartError where it is missing, with the command that brings it
 */
export function requirePackage<Package>(name: OptionalPackage, user: string): Package {
  const missing = missingPackage(name)
  if (missing !== null) throw new StartError([`${user} ${missing}`])
  return require(name)
}

/** @returns why a package cannot be used, as the end of a line, or null if it can */
export function missingPackage(name: OptionalPackage): string | null {
  const known = found.get(name)
  const missing = known === undefined ? look(name) : known
  found.set(name, missing)
  return missing
}

function look(name: OptionalPackage): string | null {
  try {
    require(name)
    return null
  } catch {
    return `needs the package ${name}, which ${whatIsWrong(name)}: run \`${COMMANDS[name]}\``
  }
}

/** A package may be there without the part of it that is made for this machine. */
function whatIsWrong(name: OptionalPackage): string {
  try {
    require.resolve(name)
    return 'cannot be loaded here'
  } catch {
    return 'is not installed'
  }
}
