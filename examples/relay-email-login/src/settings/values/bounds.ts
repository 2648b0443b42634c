import { type Problem, problemsOf } from './problem.js'

/** Half of a character: it can be said in JSON, and in no file. */
const HALF = /\p{Surrogate}/u

/** No setting is nested half as deep; what goes through values would run out of stack. */
const DEEPEST = 100

/** As many names as a message needs to say where. */
const MOST_NAMES = 4

/** The values that are nested so deep that nothing may look at them any closer. */
export function depthProblems(file: Record<string, unknown>): Problem[] {
  return Object.entries(file).flatMap(([key, value]) =>
    problemsOf(key, isTooDeep(value) ? ['is nested too deep'] : []),
  )
}

function isTooDeep(value: unknown): boolean {
  return [...places(value)].some(({ depth }) => depth > DEEPEST)
}

/** The texts that cannot be written as UTF-8. */
export function unwritableProblems(file: Record<string, unknown>): Problem[] {
  return [...places(file)].flatMap(({ names, value }) =>
    [names.at(-1), value].some(isHalf) ? problemsOf(names.join('.'), [HALF_PROBLEM]) : [],
  )
}

const HALF_PROBLEM =
  'has half of a character in it (a lone surrogate), which no file can hold; write it whole'

function isHalf(text: unknown): boolean {
  return typeof text === 'string' && HALF.test(text)
}

/** A value inside of another one. */
interface Place {
  /** The names that lead to it, the first few. */
  names: readonly string[]
  depth: number
  value: unknown
}

/** All values inside of one, however deep: without recursion. */
function* places(value: unknown): Generator<Place> {
  const open: Place[] = [{ names: [], depth: 0, value }]
  for (let place = open.pop(); place; place = open.pop()) {
    yield place
    const { names, depth, value: outer } = place
    if (typeof outer !== 'object' || outer === null) continue
    for (const [name, inner] of Object.entries(outer)) {
      const way = names.length < MOST_NAMES ? [...names, name] : names
      open.push({ names: way, depth: depth + 1, value: inner })
    }
  }
}
