/** Where the migrations of a project lie. */
export const MIGRATIONS_FOLDER = 'src/database/migrations'

const INITIAL = /^(\d+)-initial\.ts$/

/** The time of the first migration among file names; null where there is none. */
export function initialTimestamp(names: readonly string[]): number | null {
  const timestamps = names.flatMap((name) => INITIAL.exec(name)?.[1] ?? []).map(Number)
  return timestamps.length === 0 ? null : Math.min(...timestamps)
}

/** The names of the migrations among paths of a project. */
export function migrationNames(paths: Iterable<string>): string[] {
  const prefix = `${MIGRATIONS_FOLDER}/`
  return [...paths]
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
}
