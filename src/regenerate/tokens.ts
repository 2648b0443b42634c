/** A part of a module that is neither blank nor a comment. */
export interface Token {
  /** A `template` has no expressions in it. */
  kind: 'word' | 'text' | 'template' | 'other'
  /** As it is written; of a text and a template, what stands between the quotes. */
  value: string
  /** Where that begins. */
  start: number
}

const BLANK = /(?:\s+|\/\/.*|\/\*[\s\S]*?(?:\*\/|$))+/uy
const WORD = /[\p{ID_Start}$_\d][\p{ID_Continue}$\u200c\u200d]*/uy
/** On one line, unless the end of the line is escaped. */
const QUOTED = /'([^'\\\n\r]*(?:\\[\s\S][^'\\\n\r]*)*)'|"([^"\\\n\r]*(?:\\[\s\S][^"\\\n\r]*)*)"/uy
const REGULAR_EXPRESSION =
  /\/(?:[^/\\[\n\r]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r])*\])+\/[\p{ID_Continue}]*/uy
/** Up to an expression, or to the end. */
const TEMPLATE = /([^\\`$]*(?:(?:\\[\s\S]|\$(?!\{))[^\\`$]*)*)(\$\{|`|$)/uy
const REST_OF_LINE = /.*/uy
const ANY = /[\s\S]/uy

/** After these words an expression begins, so that `/` is not a division. */
const BEFORE_EXPRESSION =
  /^(?:await|case|delete|do|else|extends|in|instanceof|new|of|return|throw|typeof|void|yield)$/

/** What stands in brackets after these is not a value that could be divided. */
const BEFORE_CONDITION = /^(?:if|while|for|with)$/

/**
 * The tokens of a module of JavaScript or TypeScript. It need not be correct: a quote that is not closed,
 * like an apostrophe between JSX tags, spoils its own line only.
 */
export function tokensOf(code: string): Token[] {
  const scanner = new Scanner(code)
  scanner.scan()
  return scanner.tokens
}

class Scanner {
  readonly tokens: Token[] = []
  #at = 0
  /** Whether the last token ends a value. */
  #isValue = false
  /** Open brackets: of `(` whether a condition is in it, of `{` whether it is in a template. */
  readonly #open: boolean[] = []
  /** No regular expression begins before: so no line is read again for each `/` in it. */
  #divisionsUntil = 0

  constructor(readonly code: string) {}

  scan(): void {
    if (this.code.startsWith('#!')) this.#read(REST_OF_LINE)
    while (this.#at < this.code.length) {
      if (!this.#read(BLANK)) this.#readToken()
    }
  }

  #readToken(): void {
    const start = this.#at
    const first = this.code[start]
    if (first === "'" || first === '"') this.#quoted(start)
    else if (first === '`') this.#template(start + 1, 'template')
    else if (!this.#word(start) && !this.#regularExpression(start)) this.#sign(start)
  }

  #word(start: number): boolean {
    const isMember = this.tokens.at(-1)?.value === '.'
    const word = this.#read(WORD)?.[0]
    if (word !== undefined) {
      this.#add('word', word, start, isMember || !BEFORE_EXPRESSION.test(word))
    }
    return word !== undefined
  }

  #quoted(start: number): void {
    const [, single, double] = this.#read(QUOTED) ?? []
    const text = single ?? double
    if (text !== undefined) this.#add('text', text, start + 1, true)
    else this.#add('other', this.#read(REST_OF_LINE)?.[0] ?? '', start, true)
  }

  /** @param kind what it is when it ends without an expression */
  #template(start: number, kind: Token['kind']): void {
    this.#at = start
    const [, text = '', end] = this.#read(TEMPLATE) ?? []
    const hasExpression = end === '${'
    if (hasExpression) this.#open.push(true)
    this.#add(hasExpression ? 'other' : kind, text, start, !hasExpression)
  }

  #regularExpression(start: number): boolean {
    // `</p>` closes a tag of JSX.
    const isDivision = this.#isValue || this.tokens.at(-1)?.value === '<'
    if (this.code[start] !== '/' || isDivision || start < this.#divisionsUntil) return false
    const found = this.#read(REGULAR_EXPRESSION)?.[0]
    if (found !== undefined) this.#add('other', found, start, true)
    else this.#divisionsUntil = this.#endOfLine(start)
    return found !== undefined
  }

  #endOfLine(start: number): number {
    const end = this.code.indexOf('\n', start)
    return end < 0 ? this.code.length : end
  }

  #sign(start: number): void {
    const sign = this.#read(ANY)?.[0] ?? ''
    const opened = sign === ')' || sign === '}' ? this.#open.pop() : undefined
    if (sign === '}' && opened) {
      this.#template(this.#at, 'other')
      return
    }
    if (sign === '(') this.#open.push(BEFORE_CONDITION.test(this.tokens.at(-1)?.value ?? ''))
    if (sign === '{') this.#open.push(false)
    // `value!` has a value, `!value` has none yet.
    const isAssertion = sign === '!' && this.#isValue && /\S/.test(this.code[start - 1] ?? '')
    const isEnd = sign === ']' || sign === '}' || (sign === ')' && !opened)
    this.#add('other', sign, start, isEnd || isAssertion)
  }

  #add(kind: Token['kind'], value: string, start: number, isValue: boolean): void {
    this.tokens.push({ kind, value, start })
    this.#isValue = isValue
  }

  #read(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.code)
    if (match) this.#at = pattern.lastIndex
    return match
  }
}
