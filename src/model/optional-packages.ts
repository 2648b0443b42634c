import type { Settings } from '../settings/types.js'
import { PACKAGE_MANAGERS, type PackageManager } from './package-manager.js'

/** A package that only some projects need: the others are installed without it. */
export interface OptionalPackage {
  name: string
  /** The versions that the rendered code is made for. */
  range: string
  /** What it is for. */
  purpose: string
  /** What needs it that settings do not tell, as the end of "where …". */
  otherwise: string
  isNeeded(settings: Settings): boolean
}

export const REDIS_PACKAGE: OptionalPackage = {
  name: 'ioredis',
  range: '^5.11.1',
  purpose: 'Connects to Redis, for several servers.',
  otherwise: '`REDIS_URL` is set',
  isNeeded: ({ database, GRAPHQL_AUTH }) =>
    database !== 'sqlite' || GRAPHQL_AUTH.EMAIL_ASYNC_TASK === 'queue',
}

export const ARGON2_PACKAGE: OptionalPackage = {
  name: '@node-rs/argon2',
  range: '^2.2.1',
  purpose: 'Hashes passwords with `PASSWORD_HASHER` `"argon2id"`; checks Argon2 hashes.',
  otherwise: 'users have Argon2 hashes',
  isNeeded: ({ GRAPHQL_AUTH }) => GRAPHQL_AUTH.PASSWORD_HASHER === 'argon2id',
}

export const OPTIONAL_PACKAGES: readonly OptionalPackage[] = [ARGON2_PACKAGE, REDIS_PACKAGE]

/** The command that adds a package to a project. */
export function addCommand({ name, range }: OptionalPackage, manager: PackageManager): string {
  return `${PACKAGE_MANAGERS[manager].add} ${name}@${range}`
}
