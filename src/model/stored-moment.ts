/** A moment as MySQL and SQLite have it, in UTC as all moments are: `2026-01-02 03:04:05.500`. */
export function storedMoment(value: string): string {
  return new Date(value).toISOString().replace('T', ' ').replace('Z', '')
}
