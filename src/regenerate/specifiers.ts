import { type Token, tokensOf } from './tokens.js'

/** Where a module names another one by a path from itself. */
export interface Specifier {
  /** As the module writes it. */
  text: string
  /** Where that begins. */
  start: number
}

const RELATIVE = /^\.{1,2}(?:\/|$)/

/** People write less; what is generated may hold a million. */
const LONGEST_PATH = 1000
const MOST_MEMBERS = 3
const MOST_TYPE_TOKENS = 100

/** A call of these takes the path of a module first; `.` stands before all except the first two. */
const CALLS =
  /^(?:import|require|(?:vi|vitest|jest)\.\w+|mock\.module|(?:import\.meta|require)\.resolve)$/

/**
 * Where a module of JavaScript or TypeScript names others by their paths: imports and exports of all forms,
 * `require`, mocks, and paths that are resolved from the module. What reads alike in comments and in
 * other texts is not among them.
 */
export function specifiersIn(code: string): Specifier[] {
  const tokens = tokensOf(code)
  return tokens.flatMap((token, index): Specifier[] => {
    const { value, start } = token
    return isPath(token) && isSpecifier(tokens, index) ? [{ text: value, start }] : []
  })
}

function isPath({ kind, value }: Token): boolean {
  if (kind !== 'text' && kind !== 'template') return false
  return value.length <= LONGEST_PATH && RELATIVE.test(value) && !value.includes('\\')
}

function isSpecifier(tokens: readonly Token[], index: number): boolean {
  const [beforeLast, last] = [tokens[index - 2]?.value, tokens[index - 1]?.value]
  if (last === '(') {
    const name = calledName(tokens, index - 2)
    const isUrl = name === 'URL' && textOf(tokens, index + 1, 6) === ',import.meta.url'
    return isUrl || CALLS.test(name)
  }
  if (tokens[index]?.kind !== 'text' || beforeLast === '.') return false
  return last === 'from' || last === 'import' || (last === 'module' && beforeLast === 'declare')
}

/** What is called, like `vi.mock`, without its type arguments. @param end its last token */
function calledName(tokens: readonly Token[], end: number): string {
  const last = tokens[end]?.value === '>' ? beforeTypeArguments(tokens, end) : end
  let first = last
  for (let members = 0; members < MOST_MEMBERS && tokens[first - 1]?.value === '.'; members++) {
    first -= 2
  }
  return tokens[last]?.kind === 'word' ? textOf(tokens, first, last - first + 1) : ''
}

function beforeTypeArguments(tokens: readonly Token[], end: number): number {
  let [index, depth] = [end, 0]
  do {
    const { value = '' } = tokens[index] ?? {}
    const isArrow = value === '>' && tokens[index - 1]?.value === '='
    if (value === '>' && !isArrow) depth++
    if (value === '<') depth--
    index--
  } while (depth > 0 && index > end - MOST_TYPE_TOKENS)
  return index
}

function textOf(tokens: readonly Token[], from: number, count: number): string {
  return tokens
    .slice(from, from + count)
    .map(({ value }) => value)
    .join('')
}
