/** The form in which usernames are kept unique: `Bob` and `bob` cannot both exist (S47). */
export function canonicalUsername(username: string): string {
  return normalizeUsername(username).toLowerCase()
}

/** NFKC makes different spellings of one character the same, as Django does. */
export function normalizeUsername(raw: string): string {
  return raw.normalize('NFKC').trim()
}
