const BYTE_ORDER_MARK = '\uFEFF'

/** A text without what the editor of a user decides about, and that apart. */
export interface Text {
  /** Lines end with `\n`, and there is no byte order mark. */
  content: string
  lineEnding: '\n' | '\r\n'
  hasMark: boolean
}

/** What is rendered has a tenth of both; to compare much more takes minutes. */
const MOST_CHARACTERS = 1_000_000
const MOST_LINES = 10_000

/** Whether a text can be one that was rendered, with some edits: others are never merged. */
export function isOrdinary(raw: string): boolean {
  return raw.length <= MOST_CHARACTERS && raw.split('\n', MOST_LINES + 1).length <= MOST_LINES
}

/** Takes a text apart. Of mixed line endings the more frequent one counts. */
export function readText(raw: string): Text {
  const hasMark = raw.startsWith(BYTE_ORDER_MARK)
  const returns = raw.split('\r\n').length - 1
  const newlines = raw.split('\n').length - 1
  return {
    content: raw.slice(hasMark ? 1 : 0).replaceAll('\r\n', '\n'),
    lineEnding: returns * 2 > newlines ? '\r\n' : '\n',
    hasMark,
  }
}

/** A content with the line endings and the mark of a user's file. */
export function writeText(content: string, { lineEnding, hasMark }: Omit<Text, 'content'>): string {
  const body = lineEnding === '\n' ? content : content.replaceAll('\n', lineEnding)
  return hasMark ? BYTE_ORDER_MARK + body : body
}

/** Whether two texts are the same except for line endings and byte order mark. */
export function isSameText(a: string, b: string): boolean {
  return readText(a).content === readText(b).content
}
