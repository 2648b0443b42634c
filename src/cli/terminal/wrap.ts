import { stripVTControlCharacters } from 'node:util'

/** What is drawn as one: a colour without a width, or a character with all that belongs to it. */
interface Part {
  text: string
  width: number
}

/** A text in lines that fit, and where in them the cursor is. */
export interface Wrapped {
  lines: string[]
  row: number
  column: number
}

/** Stands for the cursor while a text is wrapped: no text that people see contains it. */
const CURSOR = '\0'

const ESC = '\u001B'
const COLOUR = new RegExp(`(${ESC}\\[[\\d;]*m)`)

/** What takes two columns: the scripts of East Asia, and what is shown as a picture. */
const WIDE =
  /^[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|^[\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|\uFE0F/u

const graphemes = new Intl.Segmenter()

/** The characters of a text as people count them. */
export function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

/** The columns that a text without line ends takes. */
export function widthOf(text: string): number {
  return partsOf(text).reduce((sum, { width }) => sum + width, 0)
}

/** A text without its colours. */
export function withoutColours(text: string): string {
  return text.split(COLOUR).filter(isNoColour).join('')
}

/**
 * Breaks a text into lines, between words where that can be.
 *
 * @param columns how many there are
 * @param back how far before the end of the text the cursor is, in units of the string
 */
export function wrap(text: string, columns: number, back = 0): Wrapped {
  const lines = withCursor(text, back)
    .split('\n')
    .flatMap((line) => wrapLine(line, columns))
  const row = lines.findIndex((line) => line.includes(CURSOR))
  const [before = ''] = lines[row]?.split(CURSOR) ?? []
  return {
    lines: lines.map((line) => line.replace(CURSOR, '')),
    row,
    column: Math.min(widthOf(before), columns),
  }
}

function wrapLine(line: string, columns: number): string[] {
  const lines: string[] = []
  let current = ''
  let width = 0
  const begin = () => {
    lines.push(current)
    current = ''
    width = 0
  }
  for (const word of line.match(/\s*\S+|\s+$/g) ?? []) {
    if (width > 0 && width + widthOf(word) > columns && widthOf(word.trim()) <= columns) {
      begin()
      current = word.trimStart()
      width = widthOf(current)
      continue
    }
    for (const part of partsOf(word)) {
      if (width + part.width > columns) begin()
      current += part.text
      width += part.width
    }
  }
  return [...lines, current]
}

function withCursor(text: string, back: number): string {
  const pieces = text.split(COLOUR)
  let left = back
  for (let index = pieces.length - 1; index >= 0; index -= 2) {
    const piece = pieces[index] ?? ''
    if (left <= piece.length) {
      const at = piece.length - left
      pieces[index] = piece.slice(0, at) + CURSOR + piece.slice(at)
      break
    }
    left -= piece.length
  }
  return pieces.join('')
}

function partsOf(text: string): Part[] {
  return text
    .split(COLOUR)
    .flatMap((piece, index) =>
      isNoColour(piece, index)
        ? charactersOf(piece).map((character) => ({ text: character, width: columnsOf(character) }))
        : [{ text: piece, width: 0 }],
    )
}

/** `split` puts what it splits at into every other place. */
function isNoColour(_: string, index: number): boolean {
  return index % 2 === 0
}

function columnsOf(character: string): number {
  if (character === CURSOR || stripVTControlCharacters(character) === '') return 0
  return WIDE.test(character) ? 2 : 1
}
