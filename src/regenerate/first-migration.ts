import { dialectOf } from '../model/dialects.js'
import type { Settings } from '../settings/types.js'
import { BASE_PATH } from './base.js'
import {
  initialTimestamp,
  initialTimestamps,
  migrationNames,
  migrationsIn,
} from './migration-files.js'
import type { Former } from './project-state.js'

/**
 * Why a base is not that of the project in which it lies, as a line; null where it is. The first
 * migrations have names of their own in every project.
 */
export function foreignBaseProblem({ base, present }: Former): string | null {
  const known = initialTimestamps(rendered(base))
  const here = initialTimestamps(present)
  const [first] = known
  const [found] = here
  if (first === undefined || found === undefined) return null
  if (known.some((timestamp) => here.includes(timestamp))) return null
  return `${BASE_PATH} belongs to another project, or the first migration was renamed: it names ${first}-initial.ts, but the project has ${found}-initial.ts; restore the right one, for example from git`
}

/**
 * The time in the name of the first migration. Back at an earlier database it is a new one, once the
 * owner has moved the old one away, which would count as applied.
 *
 * @returns null where there is to be a new one
 */
export function firstMigrationTime(
  { base, present }: Former,
  before: Settings | null,
  { database }: Settings,
): number | null {
  const { migrationsFolder } = dialectOf(database)
  const timeIn = (names: readonly string[]) =>
    initialTimestamp(migrationsIn(migrationsFolder, names))
  const known = timeIn(rendered(base))
  const here = timeIn(present)
  const isBack = before !== null && before.database !== database
  if (isBack && known !== null && here === null) return null
  return known ?? here ?? initialTimestamp(rendered(base)) ?? initialTimestamp(present)
}

function rendered(base: Former['base']): string[] {
  return migrationNames(base?.files.keys() ?? [])
}
