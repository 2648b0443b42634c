import { domainToASCII } from 'node:url'

export const SENDER_HELP =
  'an e-mail address like "accounts@example.com" or "Shop <accounts@example.com>"'

/** Letters of any alphabet; what else there is in ASCII is no part of a domain. */
const LETTER = '(?:[0-9A-Za-z]|[^\\x00-\\x9f\\s])'
const INNER = `(?:-|${LETTER})`
const LABEL = `${LETTER}(?:${INNER}{0,61}${LETTER})?`
/** At least two letters, or one that is several in ASCII. A number would be a network address. */
const TOP_LEVEL = `(?![0-9]+>?$)(?:[^\\x00-\\x9f\\s]|${LETTER}${INNER}{0,61}${LETTER})`
const ATOM = "[-!#$%&'*+/=?^_`{|}~0-9A-Za-z]+"
const ADDRESS = `${ATOM}(?:\\.${ATOM})*@(?:localhost|(?:${LABEL}\\.)+${TOP_LEVEL})`

/** What would end a header, or the line that shows it. */
const CONTROL = '\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029'
const QUOTED = `"(?:[^"\\\\${CONTROL}]|\\\\[^${CONTROL}])*" *`
const PLAIN = `[^"<>@${CONTROL}]*`

/** EMAIL_FROM: an address, or a name and an address. The rendered server takes the same. */
export const SENDER = new RegExp(`^(?:${ADDRESS}|(?:${QUOTED}|${PLAIN})<${ADDRESS}>)$`)

export function isSender(value: unknown): value is string {
  if (typeof value !== 'string' || !SENDER.test(value)) return false
  return domainToASCII(value.slice(value.lastIndexOf('@') + 1).replace('>', '')) !== ''
}
