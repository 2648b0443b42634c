/** One mistake in the settings. */
export interface Problem {
  /** Path of the key: `GRAPHQL_AUTH.EMAIL_FROM`, `USER_FIELDS.phone`. */
  key: string
  /** What is wrong and what to do, as the end of a line that starts with the key. */
  text: string
}

/** The mistakes of one key. */
export function problemsOf(key: string, texts: readonly string[]): Problem[] {
  return texts.map((text) => ({ key, text }))
}

/** The line that a user reads. */
export function problemLine({ key, text }: Problem): string {
  return key === '' ? text : `${key}: ${text}`
}

/** The number of letters to insert, delete, replace or swap with a neighbour to get from a to b. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        at(rows, i - 1, j) + 1,
        at([row], 0, j - 1) + 1,
        at(rows, i - 1, j - 1) + changed,
        swapped ? at(rows, i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    rows.push(row)
  }
  return at(rows, a.length, b.length)
}

function at(rows: number[][], row: number, column: number): number {
  return rows[row]?.[column] ?? Number.POSITIVE_INFINITY
}

/** No valid word is half as long; a very long one would take minutes. */
const LONGEST = 100

/** The candidate that a misspelt word most likely means, or null where none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > LONGEST) return null
  let best: string | null = null
  let least = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase())
    if (steps < least) [best, least] = [candidate, steps]
  }
  return best
}

/**
 * The end of an error line about an unknown word: its nearest valid one, or all valid ones.
 *
 * @param word not always one: a file says what it likes
 * @returns `; did you mean "x"?`, or `; one of a, b, c`
 */
export function hint(word: unknown, candidates: readonly string[]): string {
  return suggestion(word, candidates) || choices(candidates)
}

/** The end of an error line that lists what is valid already; empty where no candidate is near. */
export function suggestion(word: unknown, candidates: readonly string[]): string {
  const near = typeof word === 'string' ? nearest(word, candidates) : null
  return near === null ? '' : `; did you mean "${near}"?`
}

/** The end of an error line that lists what is valid. */
export function choices(candidates: readonly string[]): string {
  return `; one of ${candidates.join(', ')}`
}
