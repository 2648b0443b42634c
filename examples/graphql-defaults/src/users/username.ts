/** The form in which usernames are kept unique: `Bob` and `bob` cannot both exist (S47). */
export function canonicalUsername(username: string): string {
  return normalizeUsername(username).toLowerCase()
}

/** Alphabets with letters that look the same, like the `a` of each. */
const LOOK_ALIKES = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u]

/**
 * Whether a name mixes alphabets whose letters look the same: who reads it cannot tell it from
 * another name (S47; UTS 39, 5.2). A name all in one of them is fine.
 */
export function mixesLookAlikes(name: string): boolean {
  return LOOK_ALIKES.filter((script) => script.test(name)).length > 1
}

/** NFKC makes different spellings of one character the same, as Django does. */
export function normalizeUsername(raw: string): string {
  return raw.normalize('NFKC').trim()
}
