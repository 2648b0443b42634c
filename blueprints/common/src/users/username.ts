import { normalForm } from './normal-form.js'

/** The form in which usernames are kept unique: `Bob` and `bob` cannot both exist (S47). */
export function canonicalUsername(username: string): string {
  // The small sigma has two forms, of which the last letter of a word takes one.
  return normalizeUsername(username).toLowerCase().replaceAll('ς', 'σ')
}

/** Alphabets with letters that look the same, like the `a` of the first two. */
const LOOK_ALIKES = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
]

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u

/**
 * Whether a name has letters that nobody sees, or mixes alphabets whose letters look the same: who
 * reads it cannot tell it from another name (S47; UTS 39, 5.2). A name all in one of them is fine.
 */
export function looksLikeAnother(name: string): boolean {
  return INVISIBLE.test(name) || LOOK_ALIKES.filter((script) => script.test(name)).length > 1
}

/** NFKC makes different spellings of one character the same, as Django does. */
export function normalizeUsername(raw: string): string {
  return normalForm(raw.trim(), 'NFKC').trim()
}
