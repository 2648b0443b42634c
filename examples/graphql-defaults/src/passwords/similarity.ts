const MAX_SIMILARITY = 0.7

/** Python's `\W+`: what separates the words of a text. */
const NOT_WORD = /[^\p{L}\p{N}_]+/u

/**
 * Whether a password is too much like something that is known of its owner, or like a word of it.
 * The same answers as Django's UserAttributeSimilarityValidator.
 */
export function isSimilar(password: string, value: string): boolean {
  if (value === '') return false
  const lower = value.toLowerCase()
  const characters = [...password.toLowerCase()]
  return [...lower.split(NOT_WORD), lower].some(
    (part) => ratio(characters, [...part]) >= MAX_SIMILARITY,
  )
}

/** The share of characters that both have, in any order: Python's SequenceMatcher.quick_ratio. */
function ratio(a: string[], b: string[]): number {
  const left = new Map<string, number>()
  for (const character of b) left.set(character, (left.get(character) ?? 0) + 1)
  let matches = 0
  for (const character of a) {
    const count = left.get(character) ?? 0
    if (count > 0) matches += 1
    left.set(character, count - 1)
  }
  return (2 * matches) / (a.length + b.length)
}
