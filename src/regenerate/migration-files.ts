import { posix } from 'node:path'
import { MIGRATIONS_FOLDER } from '../model/dialects.js'
import type { RenderedFile } from '../render/types.js'
import type { Places } from './imports.js'

/** Where the owner has migrations for tables that are not ours, in a folder per database. */
export const OWN_MIGRATIONS = 'src/own/migrations'

/** 13 digits, as TypeORM reads them: more can be no time at all. */
const INITIAL = /(?:^|\/)(\d{13})-initial\.ts$/

/** The times of the first migrations among paths, one for each database; the earliest first. */
export function initialTimestamps(names: readonly string[]): number[] {
  return names
    .flatMap((name) => INITIAL.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other)
}

/** The time of the first migration among paths; null where there is none. */
export function initialTimestamp(names: readonly string[]): number | null {
  return initialTimestamps(names)[0] ?? null
}

/** Those of the migrations that are for one database: others lie in folders beside. */
export function migrationsIn(folder: string, names: readonly string[]): string[] {
  return names.filter((name) => posix.dirname(posix.join(MIGRATIONS_FOLDER, name)) === folder)
}

/** The migrations among paths of a project, from where the migrations are. */
export function migrationNames(paths: Iterable<string>): string[] {
  const prefix = `${MIGRATIONS_FOLDER}/`
  return [...paths]
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
}

/** What reads the migrations, from the folder beside it. */
const READER = `${MIGRATIONS_FOLDER}.ts`

/**
 * Where new migrations go: to the others, also when their owner has moved all of them with the file that
 * reads them.
 *
 * @param present what is left where they are rendered
 */
export function migrationsHome(places: Places, present: readonly string[]): string {
  const reader = places.get(READER)
  if (reader === undefined || present.length > 0) return MIGRATIONS_FOLDER
  return posix.join(posix.dirname(reader), posix.basename(MIGRATIONS_FOLDER))
}

/** A migration that is new, where it is to be made. */
export function migrationAt(home: string, file: RenderedFile): RenderedFile {
  return { ...file, path: posix.join(home, posix.relative(MIGRATIONS_FOLDER, file.path)) }
}
