/**
 * Who is measured when: A B B A A B …, so that a machine that slows down or speeds up meets both alike.
 *
 * @template T
 * @param {T[]} sides
 * @param {number} round from 0
 * @returns {T[]}
 */
export function orderOf(sides, round) {
  return round % 2 === 0 ? sides : sides.toReversed()
}

/**
 * @param {number[]} values at least one
 * @returns {{ min: number, median: number, max: number }}
 */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (/** @type {number} */ index) => sorted[index] ?? Number.NaN
  const half = (sorted.length - 1) / 2
  return {
    min: at(0),
    median: (at(Math.floor(half)) + at(Math.ceil(half))) / 2,
    max: at(sorted.length - 1),
  }
}

/**
 * The ratio of each round in which both sides have a value.
 *
 * @param {(number | undefined)[]} ours seconds a round
 * @param {(number | undefined)[]} theirs seconds a round
 * @returns {number[]}
 */
export function ratios(ours, theirs) {
  return ours.flatMap((our, round) => {
    const their = theirs[round]
    return our === undefined || their === undefined ? [] : [our / their]
  })
}

/**
 * @param {string} name
 * @param {number[]} values
 * @param {string} unit
 */
export function lineOf(name, values, unit) {
  if (values.length === 0) return `  ${name.padEnd(28)} nothing measured`
  const { min, median, max } = spread(values)
  const shown = (/** @type {number} */ value) => value.toFixed(unit === 's' ? 1 : 2).padStart(7)
  return `  ${name.padEnd(28)}${shown(min)}${shown(median)}${shown(max)} ${unit}`.trimEnd()
}
