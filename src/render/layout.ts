/** The line width of rendered code: that of its formatter. */
export const WIDTH = 100

/**
 * A list in brackets as the formatter lays it out: on one line if it fits, otherwise one item per line.
 *
 * @param before what stands on the line before the bracket, without the indentation
 * @param indent spaces before the line
 * @param after what stands on the line behind the closing bracket
 */
export function bracketed(
  brackets: '[]' | '()' | '{}',
  items: readonly string[],
  {
    before = '',
    indent = 0,
    after = '',
  }: { before?: string; indent?: number; after?: string } = {},
): string {
  const [open, close] = brackets
  const padding = brackets === '{}' && items.length > 0 ? ' ' : ''
  const oneLine = `${open}${padding}${items.join(', ')}${padding}${close}`
  if (indent + before.length + oneLine.length + after.length <= WIDTH) return oneLine
  const margin = ' '.repeat(indent)
  return [open, ...items.map((item) => `${margin}  ${item},`), `${margin}${close}`].join('\n')
}

/** A value as TypeScript, with the quotes that the formatter would choose. */
export function literal(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value)
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'"
  const body = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"')
  return quote + body.replaceAll(quote, `\\${quote}`) + quote
}

/** A text as it stands between backticks. */
export function templateText(text: string): string {
  return text
    .replace(/[\\`]|\$\{/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
}

/** `passwordReset` -> `password-reset`, as files are named. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** An arrow function whose body goes to the next line when it does not fit. */
export function arrow(
  parameters: string,
  body: string,
  { before, indent, after }: { before: string; indent: number; after: string },
): string {
  const oneLine = `${parameters} => ${body}`
  if (indent + before.length + oneLine.length + after.length <= WIDTH) return oneLine
  return `${parameters} =>\n${' '.repeat(indent + 2)}${body}`
}

/** A member of an object, whose value goes to the next line when it does not fit. */
export function member(name: string, value: string, indent: number): string {
  const oneLine = `${name}: ${value}`
  if (indent + oneLine.length < WIDTH) return oneLine
  return `${name}:\n${' '.repeat(indent + 2)}${value}`
}

/** A union of literal types, one a line where they do not fit on one. @param before the line so far */
export function union(names: readonly string[], before: string): string {
  const types = names.map((name) => `'${name}'`)
  const oneLine = ` ${types.join(' | ')}`
  if (before.length + oneLine.length <= WIDTH) return oneLine
  return types.map((type) => `\n  | ${type}`).join('')
}
