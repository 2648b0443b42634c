/** How everything that a later version brings is refused: nothing is accepted without effect. */
export const NOT_YET_AVAILABLE = 'not yet available in this version'

/** Why a known database cannot be chosen; null for one that can. */
export function databaseRefusal(database: string): string | null {
  return database === 'mysql' ? `${database} is ${NOT_YET_AVAILABLE}; use sqlite or postgres` : null
}
