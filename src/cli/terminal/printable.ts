/**
 * What a terminal obeys instead of showing it, or shows as nothing: control characters, marks that turn
 * the direction of writing, characters without a width.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu

/** What parts a text into lines and columns. */
const LAYOUT = /^[\n\t]$/

/** A text of one line as people may see it: names and files of others say what they like. */
export function printable(text: string): string {
  return text.replace(UNSEEN, escaped)
}

/** A text of several lines. */
export function printableText(text: string): string {
  return text
    .split('\r\n')
    .map((part) => part.replace(UNSEEN, (found) => (LAYOUT.test(found) ? found : escaped(found))))
    .join('\r\n')
}

/** Lines as people may see them, each with its end. */
export function linesOf(texts: readonly string[]): string {
  return texts.map((text) => `${printable(text)}\n`).join('')
}

/** JSON that a terminal may show; its value is the same. */
export function jsonOf(value: object): string {
  const json = JSON.stringify(value, null, 2)
  return `${json.replace(UNSEEN, (found) => (LAYOUT.test(found) ? found : halvesOf(found)))}\n`
}

/** A word with such characters as a shell reads it back. */
export function escapedWord(word: string): string | null {
  const plain = word.replace(/[\\']/g, '\\$&')
  const escapedPlain = plain.replace(UNSEEN, inShell)
  return plain === escapedPlain ? null : `$'${escapedPlain}'`
}

function escaped(character: string): string {
  const code = hex(character, 4)
  return code.length > 4 ? `\\u{${code}}` : `\\u${code}`
}

function inShell(character: string): string {
  const code = hex(character, 4)
  return code.length > 4 ? `\\U${hex(character, 8)}` : `\\u${code}`
}

/** JSON writes what lies beyond 16 bits as two halves. */
function halvesOf(character: string): string {
  return character
    .split('')
    .map((half) => `\\u${hex(half, 4)}`)
    .join('')
}

function hex(character: string, digits: number): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(digits, '0')
}
