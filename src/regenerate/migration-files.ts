import { MIGRATIONS_FOLDER } from '../model/dialects.js'

const INITIAL = /(?:^|\/)(\d+)-initial\.ts$/

/** The time of the first migration among paths; null where there is none. */
export function initialTimestamp(names: readonly string[]): number | null {
  const timestamps = names.flatMap((name) => INITIAL.exec(name)?.[1] ?? []).map(Number)
  return timestamps.length === 0 ? null : Math.min(...timestamps)
}

/** The migrations among paths of a project, from where the migrations are. */
export function migrationNames(paths: Iterable<string>): string[] {
  const prefix = `${MIGRATIONS_FOLDER}/`
  return [...paths]
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
}
