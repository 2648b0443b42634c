import ejs from 'ejs'
import { compile as compileTextOf } from 'html-to-text'
import { StartError } from '../errors/start-error.js'
import { readTextFile } from '../process/project-files.js'
import { MailError } from './mail-error.js'

/** Fills a template in. @throws MailError when it uses a variable that has no value */
export type Template = (variables: Record<string, unknown>) => string

/**
 * A template whose values are escaped: what users call themselves cannot become markup (S49).
 *
 * @param file path of an EJS file
 * @throws StartError when the file cannot be read or is not EJS
 */
export function htmlTemplate(file: string): Template {
  return compile(file, ejs.escapeXML)
}

/**
 * A template of one line of plain text. Line breaks and control characters become spaces, so that
 * no value can begin another header (S48).
 *
 * @param file path of an EJS file
 * @throws StartError when the file cannot be read or is not EJS
 */
export function subjectTemplate(file: string): Template {
  const render = compile(file, (text) => text)
  return (variables) =>
    render(variables)
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
}

/** The HTML without its tags. Lines are not wrapped, because mail programs cut links there. */
export const textOf: (html: string) => string = compileTextOf({
  wordwrap: false,
  // Of the usual ones it takes a zero-width space for one that is seen.
  whitespaceCharacters: ' \t\r\n\f',
  selectors: [
    // Cells of a row would be one word.
    ...['td', 'th'].map((selector) => ({
      selector,
      format: 'block',
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
})

function compile(file: string, escapeText: (text: string) => string): Template {
  const render = parse(file, (value) => escapeText(toText(value)))
  return (variables) => {
    try {
      return render(variables)
    } catch (error) {
      throw new MailError(`A mail template cannot be rendered: ${placeAndReason(error)}`)
    }
  }
}

function parse(file: string, print: (value: unknown) => string): ejs.TemplateFunction {
  const text = readTextFile(file, `The mail template ${file}`)
  try {
    return ejs.compile(text, { filename: file, escape: print })
  } catch (error) {
    throw new StartError([`The mail template ${file} cannot be used: ${firstLine(error)}`])
  }
}

/** EJS would leave out what has no value, and no one would see the misspelt name. */
function toText(value: unknown): string {
  if (value === undefined) throw new Error('a variable has no value')
  return value === null ? '' : String(value)
}

/** EJS puts an excerpt of the template between the two, with a mark at the line. */
function placeAndReason(error: unknown): string {
  const lines = messageOf(error).split('\n')
  if (lines.length === 1) return messageOf(error)
  const marked = lines.find((line) => /^ *>> /.test(line)) ?? ''
  const values = [...marked.matchAll(/<[%][=-](.+?)[-_]?%[>]/g)].map(([, code = '']) => code.trim())
  return `${lines[0]}: ${values.join(', ')}${values.length > 0 ? ': ' : ''}${lines.at(-1)}`
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n', 1).join('')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
