/** About five seconds. Files as people write them need a thousandth. */
const MOST_STEPS = 2e10

/**
 * Whether two texts can be compared in time: many lines of which many are the same take hours.
 *
 * The comparison goes through every pair of equal lines, and at each through what it knows so far.
 */
export function areComparable(one: readonly string[], other: readonly string[]): boolean {
  const counts = new Map<string, number>()
  for (const line of one) counts.set(line, (counts.get(line) ?? 0) + 1)
  const pairs = other.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0)
  return pairs * Math.min(one.length, other.length) <= MOST_STEPS
}
