import { type Problem, problemsOf } from './problem.js'

/** Half of a character: it can be said in JSON, and in no file. */
const HALF = /\p{Surrogate}/u

/** As many names as a message needs to say where. */
const MOST_NAMES = 4

/** The texts that cannot be written as UTF-8, however deep they lie. */
export function unwritableProblems(file: Record<string, unknown>): Problem[] {
  const problems: Problem[] = []
  const open: { value: unknown; path: readonly string[] }[] = [{ value: file, path: [] }]
  // No recursion: a file may be deeper than the stack.
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next
    if (typeof value === 'string' && HALF.test(value)) problems.push(...halfIn(path))
    if (typeof value !== 'object' || value === null) continue
    for (const [name, member] of Object.entries(value)) {
      const place = path.length < MOST_NAMES ? [...path, name] : path
      if (HALF.test(name)) problems.push(...halfIn(place))
      open.push({ value: member, path: place })
    }
  }
  return problems
}

function halfIn(path: readonly string[]): Problem[] {
  return problemsOf(path.join('.'), [
    'has half of a character in it (a lone surrogate), which no file can hold; write it whole',
  ])
}
